package dev.simrun.match;

/** A text that can be read only so often, which ends a pattern that backtracks without end. */
final class MeteredText implements CharSequence {
    /** Plenty for a pattern over the largest payload (6 MiB); a second or so of backtracking. */
    static final int MAX_READS = 100_000_000;

    private final String text;
    private int reads;

    MeteredText(String text) {
        this.text = text;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (++reads > MAX_READS) {
            throw new TooManyReadsException();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** The limit is reached. */
    static final class TooManyReadsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooManyReadsException() {
            super("more than " + MAX_READS + " reads");
        }
    }
}
