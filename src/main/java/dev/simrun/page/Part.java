package dev.simrun.page;

import dev.simrun.report.Spool;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The cases of one rank: their entries in memory, their sections on the disk, as many as there may be room for. */
final class Part implements Closeable {
    /** A case and how long its section is, in UTF-16 units; 0 if there is none. */
    record Held(Entry entry, long length) {}

    private final Spool spool;
    private final long room;
    private final List<Held> all = new ArrayList<>();
    private long written;

    /**
     * An empty one.
     *
     * @param room for sections, in UTF-16 units: the last one may go beyond it
     */
    Part(Path folder, long room) throws IOException {
        this.spool = Spool.in(folder);
        this.room = room;
    }

    /** Whether a section would be kept. */
    boolean hasRoom() {
        return written < room;
    }

    void add(Entry entry, String section) throws IOException {
        spool.write(section);
        written += section.length();
        all.add(new Held(entry, section.length()));
    }

    List<Held> all() {
        return all;
    }

    void copyTo(Writer out, long length) throws IOException {
        spool.copyTo(out, length);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
