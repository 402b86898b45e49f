package dev.simrun.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Text that waits on the disk until all of it is there. Its file has no name once it is open, where the system can do
 * so: however simrun ends, nothing is left of it.
 */
public final class Spool implements Closeable {
    private static final int BUFFER = 8192;

    private final FileChannel file;
    private final BufferedWriter out;

    private Spool(FileChannel file) {
        this.file = file;
        // Not Channels.newWriter: half of a surrogate pair would make it throw.
        this.out = new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(file), UTF_8));
    }

    /** Opens an empty one in a folder. */
    public static Spool in(Path folder) throws IOException {
        var path = Files.createTempFile(folder, ".simrun", ".tmp");
        Files.delete(path);
        return new Spool(FileChannel.open(path, CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE));
    }

    public void write(String text) throws IOException {
        out.write(text);
    }

    /** Gives out all that was written. */
    void copyTo(Writer target) throws IOException {
        reader().transferTo(target);
    }

    /**
     * Gives out the beginning of what was written.
     *
     * @param length in UTF-16 units
     */
    public void copyTo(Writer target, long length) throws IOException {
        var from = reader();
        var buffer = new char[BUFFER];
        long left = length;
        while (left > 0) {
            int read = from.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("there are " + left + " characters less than were written");
            }
            target.write(buffer, 0, read);
            left -= read;
        }
    }

    private Reader reader() throws IOException {
        out.flush();
        file.position(0);
        // Not closed: that would close the file, and there may be more to write.
        return Channels.newReader(file, UTF_8);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
