package dev.simrun.repl;

import dev.simrun.typing.Highlight;
import dev.simrun.typing.Suggestions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Helps with what is being typed: where it ends, how it can go on, how it looks. */
final class Typing implements Parser, Completer, Highlighter {
    /** Longer descriptions make each candidate take a line of its own. */
    private static final int MEANING_COLUMNS = 60;

    private final boolean color;
    private Optional<Prompt> prompt = Optional.empty();

    Typing(boolean color) {
        this.color = color;
    }

    boolean color() {
        return color;
    }

    /** From now on the session of that prompt is meant. */
    void at(Prompt now) {
        prompt = Optional.of(now);
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.COMPLETE) {
            var typed = line.substring(0, cursor);
            return new Completing(line, cursor, Completions.of(typed, prompt.orElseThrow()));
        }
        if (context != ParseContext.UNSPECIFIED && Input.isIncomplete(line)) {
            throw new EOFError(-1, -1, "more must follow", "");
        }
        return new Completing(line, cursor, new Suggestions(cursor, List.of(), false));
    }

    /** A line, and what its last word up to the cursor may be. */
    private record Completing(String line, int cursor, Suggestions suggestions) implements CompletingParsedLine {
        @Override
        public String word() {
            return line.substring(suggestions.from(), cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - suggestions.from();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return wordCursor();
        }
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line instanceof Completing completing) {
            int position = 0;
            boolean isKey = completing.line().startsWith(":", completing.cursor());
            for (var word : completing.suggestions().words()) {
                candidates.add(candidate(isKey ? withoutColon(word) : word, position++));
            }
            if (completing.suggestions().files()) {
                FileNames.of(completing.word(), folder()).forEach(candidates::add);
            }
        }
    }

    private Path folder() {
        return prompt.orElseThrow().session().scenarioCase().typed().folder();
    }

    /** Where a colon follows already. */
    private static Suggestions.Word withoutColon(Suggestions.Word word) {
        return new Suggestions.Word(word.text().replaceFirst(": ?$", ""), word.meaning());
    }

    private static Candidate candidate(Suggestions.Word word, int position) {
        var meaning = word.meaning();
        var brief = meaning.length() <= MEANING_COLUMNS ? meaning : meaning.substring(0, MEANING_COLUMNS - 1) + "…";
        return new Candidate(word.text(), word.text().strip(), null, brief, null, null, false, position);
    }

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        if (!color || !(Input.of(buffer) instanceof Input.Step)) {
            return new AttributedString(buffer);
        }
        var text = new AttributedStringBuilder();
        int at = 0;
        for (var span : Highlight.of(buffer)) {
            text.append(buffer.substring(at, span.from()));
            text.styled(style(span.kind()), buffer.substring(span.from(), span.to()));
            at = span.to();
        }
        return text.append(buffer.substring(at)).toAttributedString();
    }

    private static AttributedStyle style(Highlight.Kind kind) {
        var plain = AttributedStyle.DEFAULT;
        return switch (kind) {
            case STEP -> plain.bold().foreground(AttributedStyle.CYAN);
            case ARGUMENT -> plain.foreground(AttributedStyle.CYAN);
            case UNKNOWN -> plain.foreground(AttributedStyle.RED).underline();
            case OPERATOR, NAME -> plain.foreground(AttributedStyle.MAGENTA);
            case TEXT -> plain.foreground(AttributedStyle.GREEN);
            case NUMBER, WORD -> plain.foreground(AttributedStyle.YELLOW);
            case COMMENT -> plain.faint();
        };
    }
}
