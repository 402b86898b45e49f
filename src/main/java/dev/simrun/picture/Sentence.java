package dev.simrun.picture;

/**
 * Something that the events tell.
 *
 * @param event the position in the timeline, from 0, of the event that it is about
 * @param decisive the words that matter, with which it begins
 * @param rest what follows them; may be empty
 */
public record Sentence(int event, String decisive, String rest) {
    /** The whole of it. */
    public String text() {
        return decisive + rest;
    }
}
