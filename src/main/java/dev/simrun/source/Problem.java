package dev.simrun.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mistake in a scenario and its place.
 *
 * @param message what was found, complete on its own, in one line
 * @param remark what would do, shown beside the caret
 * @param notes further lines below the excerpt
 */
public record Problem(Location at, String message, Optional<String> remark, List<String> notes) {

    public Problem {
        // they quote what stands in files
        message = OneLine.of(message);
        remark = remark.map(OneLine::of);
        notes = notes.stream().map(OneLine::of).toList();
    }

    /** A problem with neither remark nor notes. */
    public static Problem of(Location at, String message) {
        return new Problem(at, message, Optional.empty(), List.of());
    }

    /** The same with a remark beside the caret, instead of any before. */
    public Problem remark(String text) {
        return new Problem(at, message, Optional.of(text), notes);
    }

    /** The same with the word that was probably meant, if there is one, as the remark. */
    public Problem meant(Optional<String> word) {
        return word.map(it -> remark("did you mean \"" + it + "\"?")).orElse(this);
    }

    /** The same with one more note. */
    public Problem note(String text) {
        var more = new ArrayList<>(notes);
        more.add(text);
        return new Problem(at, message, remark, more);
    }

    /** {@code file:line:column: message}. */
    public String headline() {
        return at + ": " + message;
    }

    /** The message, the place, an excerpt of the text and the notes; no line break at the end. */
    public String render() {
        return render(Integer.MAX_VALUE);
    }

    /** The same for lines of so many columns; what has no place to be cut is longer. */
    public String render(int columns) {
        var out = new StringBuilder("error: " + message + "\n  --> " + at);
        var below = new ArrayList<>(notes);
        if (at.isWholeFile()) {
            remark.ifPresent(text -> below.addFirst(text));
        } else {
            out.append('\n').append(Excerpt.inError(at, remark.orElse(""), Excerpt.columns(at, columns)));
        }
        var gutter = " ".repeat(3 + Excerpt.digits(at));
        below.forEach(note -> out.append('\n').append(gutter).append("= ").append(note));
        return out.toString();
    }
}
