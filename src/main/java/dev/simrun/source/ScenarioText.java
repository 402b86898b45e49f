package dev.simrun.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a scenario's text, strictly: what YAML would guess at or drop is a problem. */
public final class ScenarioText {
    /** How deep lists and mappings may be nested. */
    public static final int MAX_DEPTH = 100;

    /** The most that a scenario may be, in bytes of UTF-8. */
    static final int MAX_BYTES = 3 * 1024 * 1024;

    private ScenarioText() {}

    /**
     * The text as a tree.
     *
     * @throws ScenarioException with one problem where it is not YAML, else with all that simrun doesn't take:
     *     duplicate keys, tags, merge keys, keys that are no text, several documents
     */
    public static Node read(Source source) {
        if (source.text().length() > MAX_BYTES) {
            throw wholeFile(source, "the file is longer than the limit of 3 MiB");
        }
        refuseEmpty(source);
        return YamlReader.read(source);
    }

    /**
     * The text of a file.
     *
     * @param shownName the file's name for messages
     * @throws ScenarioException where it can't be read, is no UTF-8 text, over 3 MiB or empty
     */
    public static Source load(Path path, String shownName) {
        var source = text(path, shownName);
        refuseEmpty(source);
        return source;
    }

    /** The text that stands to be read, which messages call {@link Source#STANDARD_INPUT}. */
    public static Source load(InputStream in) {
        var nothing = new Source(Source.STANDARD_INPUT, "");
        try {
            var source = new Source(nothing.name(), decode(nothing, bytes(nothing, in)));
            refuseEmpty(source);
            return source;
        } catch (CharacterCodingException e) {
            throw wholeFile(nothing, "the file is not UTF-8 text");
        } catch (IOException e) {
            throw wholeFile(nothing, "standard input can't be read");
        }
    }

    /** The same for a file in another language, of which empty lines and those that begin with {@code #} say more. */
    public static Source text(Path path, String shownName) {
        var nothing = new Source(shownName, "");
        if (Files.isDirectory(path)) {
            throw wholeFile(nothing, "this is a directory, not a scenario file");
        }
        try {
            return new Source(shownName, decode(nothing, bytes(nothing, path)));
        } catch (NoSuchFileException e) {
            throw wholeFile(nothing, "there is no such file");
        } catch (AccessDeniedException e) {
            throw wholeFile(nothing, "the file can't be read: permission denied");
        } catch (CharacterCodingException e) {
            throw wholeFile(nothing, "the file is not UTF-8 text");
        } catch (IOException e) {
            throw wholeFile(nothing, "the file can't be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static byte[] bytes(Source name, Path path) throws IOException {
        var size = Files.size(path);
        if (size > MAX_BYTES) {
            var mebibytes = String.format(Locale.ROOT, "%.1f", size / (1024.0 * 1024.0));
            throw wholeFile(name, "the file is " + mebibytes + " MiB, more than the limit of 3 MiB");
        }
        try (var in = Files.newInputStream(path)) {
            return bytes(name, in);
        }
    }

    /** A pipe has no size, and a file may grow. */
    private static byte[] bytes(Source name, InputStream in) throws IOException {
        var bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw wholeFile(name, "the file is more than the limit of 3 MiB");
        }
        return bytes;
    }

    private static String decode(Source name, byte[] bytes) throws CharacterCodingException {
        for (var each : bytes) {
            if (each == 0) {
                throw wholeFile(name, "the file has NUL bytes: not a text file in UTF-8");
            }
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static void refuseEmpty(Source source) {
        if (source.text().isBlank()) {
            throw wholeFile(source, "the file is empty");
        }
        if (source.text().lines().map(String::strip).allMatch(ScenarioText::saysNothing)) {
            throw wholeFile(source, "the file has nothing but comments");
        }
    }

    private static boolean saysNothing(String line) {
        return line.isEmpty() || line.startsWith("#");
    }

    static ScenarioException wholeFile(Source source, String message) {
        return new ScenarioException(Problem.of(Location.wholeFile(source), message));
    }
}
