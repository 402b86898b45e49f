package dev.simrun.source;

/**
 * A place in a source: a stretch of one line, or the whole file.
 *
 * @param line from 1; 0 stands for the whole file
 * @param column from 1, in code points; 0 only for the whole file
 * @param width in code points, at least 1
 */
public record Location(Source source, int line, int column, int width) {

    public Location {
        var wholeFile = line == 0 && column == 0;
        if (width < 1 || (!wholeFile && (line < 1 || column < 1))) {
            throw new IllegalArgumentException("no place: line " + line + ", column " + column + ", width " + width);
        }
    }

    /** The file as such, for what has no line: that it is missing or too large. */
    public static Location wholeFile(Source source) {
        return new Location(source, 0, 0, 1);
    }

    public boolean isWholeFile() {
        return line == 0;
    }

    /** {@code file:line:column}, or just the file's name; in one line, whatever its name is. */
    @Override
    public String toString() {
        var name = OneLine.of(source.name());
        return isWholeFile() ? name : name + ":" + line + ":" + column;
    }
}
