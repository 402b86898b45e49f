package dev.simrun.typing;

import java.util.List;

/**
 * How a text can go on.
 *
 * @param from where in the text the word begins that is to be completed
 * @param words what may stand there, in the order of the catalogue
 * @param files whether the path of a file may stand there
 */
public record Suggestions(int from, List<Word> words, boolean files) {
    /**
     * One of several words.
     *
     * @param text what is put in place of the text from {@link Suggestions#from}; may begin with a blank or a quote
     *     that is missing there
     * @param meaning what it is, in a line
     */
    public record Word(String text, String meaning) {}

    public Suggestions {
        words = List.copyOf(words);
    }

    static Suggestions none(int from) {
        return new Suggestions(from, List.of(), false);
    }
}
