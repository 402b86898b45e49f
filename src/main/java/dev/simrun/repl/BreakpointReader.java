package dev.simrun.repl;

import dev.simrun.language.Catalogue;
import dev.simrun.match.Spelling;
import dev.simrun.repl.Breakpoints.Where;
import dev.simrun.run.Session;
import dev.simrun.scenario.Step;
import dev.simrun.source.ScenarioException;
import dev.simrun.source.Source;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads where to stop. What is wrong with it is a {@link CommandException}. */
record BreakpointReader(Session session) {
    /** A word, in which blanks may stand within quotes and brackets. */
    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|\\{[^}]*}|\\[[^]]*]|\\S)+");

    /** What the step that checks for events takes beside the fields of one. */
    private static final Set<String> NO_FIELDS = Set.of("count", "since");

    private static final Pattern CONDITION = Pattern.compile("([A-Za-z_]\\w*)=(.+)");

    Where read(String text) throws CommandException {
        var words = WORD.matcher(text).results().map(match -> match.group()).toList();
        if (words.isEmpty()) {
            throw new CommandException(
                    "break where? a line, a step such as invoke, or on an event such as extension.event"
                            + " event=SHUTDOWN");
        }
        if (words.getFirst().equals("on")) {
            return on(words.subList(1, words.size()));
        }
        if (words.size() > 1) {
            throw new CommandException(
                    "\"" + words.get(1) + "\" is too much: break LINE, break STEP, or break on EVENT [FIELD=VALUE]");
        }
        return words.getFirst().matches("\\d{1,7}") ? line(Integer.parseInt(words.getFirst())) : key(words.getFirst());
    }

    private Where line(int line) throws CommandException {
        requireLine(line);
        return new Where.Line(line);
    }

    /** Refuses a line at and below which no step begins. */
    void requireLine(int line) throws CommandException {
        var steps = session.scenarioCase().steps();
        if (steps.isEmpty()) {
            throw new CommandException("there is no file: all steps are typed");
        }
        int last = steps.getLast().common().from().line();
        if (line > last || line < 1) {
            throw new CommandException("no step begins at line " + line + " or below; the last one begins at " + last);
        }
    }

    private static Where key(String word) throws CommandException {
        if (Catalogue.step(word).isEmpty()) {
            throw new CommandException(
                    "no step is called \"" + word + "\"" + Spelling.guess(word, Catalogue.stepKeys()));
        }
        return new Where.Key(word);
    }

    /** What is wrong with a text that nobody has written as it stands. */
    static String messages(ScenarioException wrong) {
        return wrong.problems().stream()
                .map(problem -> problem.message()
                        + problem.remark().map(it -> "; " + it).orElse(""))
                .collect(Collectors.joining("\n"));
    }

    /** An event is named as in {@code assert_event}, and read by the same reader. */
    private Where on(List<String> words) throws CommandException {
        if (words.isEmpty()) {
            throw new CommandException("break on which event? help events lists them");
        }
        var fields = new StringBuilder("assert_event: {type: " + words.getFirst());
        for (var word : words.subList(1, words.size())) {
            var condition = CONDITION.matcher(word);
            if (!condition.matches()) {
                throw new CommandException("\"" + word + "\" is not a condition such as event=SHUTDOWN");
            }
            if (NO_FIELDS.contains(condition.group(1))) {
                throw new CommandException(
                        "\"" + condition.group(1) + "\" is no field of an event, which is looked at alone");
            }
            fields.append(", ").append(condition.group(1)).append(": ").append(condition.group(2));
        }
        var step = read(new Source("break on", fields.append('}').toString()));
        return new Where.On(String.join(" ", words), session.view().matching(step));
    }

    private Step.EventCheck read(Source source) throws CommandException {
        try {
            if (session.read(source).getFirst() instanceof Step.EventCheck check) {
                return check;
            }
        } catch (ScenarioException wrong) {
            throw new CommandException(messages(wrong));
        }
        throw new IllegalStateException("another step in " + source.text());
    }
}
