package dev.simrun.source;

import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ParserException;

/** Says in the author's terms what the parser says in its own. */
record SyntaxHints(Places places, Optional<CollectionStartEvent> innermostFlow, Optional<ScalarEvent> lastScalar) {
    private static final Pattern NO_BLANK = Pattern.compile("^(?:- +)*([\\p{Alnum}$_.-]+):(?!//)([^\\s:,]\\S*)");
    private static final Pattern END_IN_BRACKETS = Pattern.compile("[,\\]}]|\\s#");
    private static final Pattern END_OF_LINE = Pattern.compile("\\s#");
    private static final Pattern EXPECTED = Pattern.compile("expected ',' or '(.)', but got (.*)");

    /** One problem for what the parser could not read. */
    Problem of(MarkedYamlEngineException e) {
        var problem = e.getProblem() == null ? "" : e.getProblem();
        var context = e.getContext() == null ? "" : e.getContext();
        var at = places.at(e.getProblemMark().or(e::getContextMark));
        var from = places.at(e.getContextMark().or(e::getProblemMark));
        if (at.isWholeFile()) {
            return ParserWords.problem(at, context, problem);
        }
        return token(at, problem)
                .or(() -> scanned(at, from, context, problem))
                .or(() -> simpleKey(at, from, problem))
                .or(() -> openedAbove(at).map(this::unclosedQuote))
                .or(() -> e instanceof ParserException ? flow(at, problem) : Optional.empty())
                .or(() -> block(at, problem))
                .orElseGet(() -> ParserWords.problem(at, context, problem));
    }

    /** {@code > 5} at a place where a block of text can't be meant. */
    static Problem comparison(Places places, Location at) {
        var rest = value(places, at);
        var orEqual = rest.startsWith(">=");
        var operand = rest.substring(Math.min(rest.length(), orEqual ? 2 : 1)).strip();
        var shown = operand.isEmpty() ? "…" : operand;
        return Problem.of(wide(places, at, rest), "\">\" starts a block of text, not a comparison")
                .remark("quote it or use {%s: %s}".formatted(orEqual ? "$gte" : "$gt", shown));
    }

    /** A text such as {@code key:value}, which YAML takes for one word. */
    static Optional<Problem> missingBlank(Location at, String text) {
        var match = NO_BLANK.matcher(text);
        return match.find()
                ? found(
                        at,
                        "missing space after \"" + match.group(1) + ":\"",
                        "write " + match.group(1) + ": " + match.group(2))
                : Optional.empty();
    }

    private Optional<Problem> token(Location at, String problem) {
        if (problem.startsWith("found undefined alias")) {
            var alias = value(places, at);
            var message = "no anchor stands before " + alias;
            return found(wide(places, at, alias), message, "quote it: '" + alias + "'");
        }
        if (problem.contains("(TAB)")) {
            return found(places.tab(at), "a tab can't be used for indentation", "use spaces");
        }
        if (!problem.startsWith("found character")) {
            return Optional.empty();
        }
        return Optional.of(
                places.from(at).startsWith(">") ? comparison(places, at) : quoteIt(at, "can't start a value"));
    }

    private static Optional<Problem> found(Location at, String message, String remark) {
        return Optional.of(Problem.of(at, message).remark(remark));
    }

    private Problem quoteIt(Location at, String message) {
        var value = value(places, at);
        var first = value.isEmpty() ? "" : value.substring(0, value.offsetByCodePoints(0, 1));
        var quoted = "'" + value.replace("'", "''") + "'";
        return Problem.of(wide(places, at, value), "\"" + first + "\" " + message)
                .remark("quote it: " + quoted);
    }

    private Optional<Problem> scanned(Location at, Location from, String context, String problem) {
        return Optional.ofNullable(
                switch (context) {
                    case "while scanning a block scalar" -> blockHeader(from);
                    case "while scanning an alias" -> quoteIt(from, "starts an alias");
                    case "while scanning an anchor" -> quoteIt(from, "starts an anchor");
                    case "while scanning a tag" -> quoteIt(from, "starts a tag");
                    case "while scanning a directive" -> quoteIt(from, "starts a directive");
                    case "while scanning a quoted scalar" -> unclosedQuote(from);
                    case "while scanning a double-quoted scalar" ->
                        // a backslash as the very last character
                        places.from(at).isEmpty() ? unclosedQuote(from) : escape(at, problem);
                    default -> null;
                });
    }

    private Problem unclosedQuote(Location from) {
        return Problem.of(from, "this quote is never closed").remark("add " + places.shown(from) + " at the end");
    }

    private Problem escape(Location at, String problem) {
        var unknown = problem.startsWith("found unknown escape");
        var message = unknown ? "unknown escape \\" + places.shown(at) : ParserWords.tidy(problem);
        return Problem.of(at, message + " in double quotes").remark("write \\\\ for a backslash, or use single quotes");
    }

    private Problem blockHeader(Location from) {
        if (places.from(from).startsWith(">")) {
            return comparison(places, from);
        }
        return Problem.of(from, "text after \"|\" starts on the next line").remark("move it there, or quote the whole");
    }

    private Optional<Problem> simpleKey(Location at, Location from, String problem) {
        if (problem.startsWith("could not find expected ':'")) {
            return Optional.of(missingBlankIn(from.line()).orElseGet(() -> Problem.of(from, "a key without \":\"")));
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return Optional.of(secondColon(at));
        }
        if (problem.startsWith("sequence entries are not allowed")) {
            return found(at, "\"-\" can't start a list here", "start it on the next line, or quote the text");
        }
        return Optional.empty();
    }

    private Optional<Problem> missingBlankIn(int line) {
        var text = places.line(line);
        var width = Math.max(1, text.strip().length());
        return missingBlank(places.at(line, indent(line) + 1, width), text.strip());
    }

    private Problem secondColon(Location at) {
        var before = places.before(at);
        var firstColon = before.indexOf(": ");
        if (firstColon >= 0) {
            var value = before.substring(firstColon + 2).stripLeading();
            var column = at.column() - value.codePointCount(0, value.length());
            var rest = value + places.from(at).strip();
            boolean argument = before.strip().startsWith("- ") && rest.matches("[a-z_]+: .*");
            return Problem.of(places.at(at.line(), column, Math.max(1, rest.length())), "a second \": \" in one line")
                    .remark((argument ? "write {" + rest + "}, or " : "") + "quote the text: '"
                            + rest.replace("'", "''") + "'");
        }
        var above = at.line() - 1;
        while (above > 1 && places.line(above).isBlank()) {
            above--;
        }
        int line = Math.max(1, above);
        return missingBlankIn(line).orElseGet(() -> deeperKey(at, line));
    }

    /** A key below a word that is none, as it has no colon. */
    private Problem deeperKey(Location at, int above) {
        var word = places.line(above).strip().replaceFirst("^- +", "");
        var problem = Problem.of(at, "no key can stand here");
        return word.matches("[\\w.-]+")
                ? problem.remark("a colon is missing after \"" + word + "\" in line " + above)
                : problem.remark("check the indentation and the line above");
    }

    private Optional<Problem> flow(Location at, String problem) {
        if (innermostFlow.isEmpty()) {
            return Optional.empty();
        }
        var opener = places.at(innermostFlow.get().getStartMark());
        if (places.before(at).endsWith("$") && places.from(at).startsWith("{")) {
            return Optional.of(interpolation(at));
        }
        var expected = EXPECTED.matcher(problem);
        var found = expected.matches() ? expected.group(2) : "";
        var atEnd = problem.contains("<stream end>") || problem.contains("<document");
        var dedented = at.line() > opener.line() && indent(at.line()) <= indent(opener.line());
        var otherCloser = found.equals("}") || found.equals("]");
        if (atEnd || otherCloser || (dedented && expected.matches())) {
            var bracket = places.shown(opener);
            var closer = bracket.equals("{") ? "}" : "]";
            return found(opener, "this \"" + bracket + "\" is never closed", "\"" + closer + "\" is missing");
        }
        if (expected.matches()) {
            return Optional.of(Problem.of(at, "\",\" or \"" + expected.group(1) + "\" is missing")
                    .note("inside the \"" + places.shown(opener) + "\" at " + opener));
        }
        return Optional.empty();
    }

    private Problem interpolation(Location brace) {
        var before = places.before(brace);
        var start = before.length();
        while (start > 0 && " ,[{".indexOf(before.charAt(start - 1)) < 0) {
            start--;
        }
        var rest = places.from(brace);
        var close = rest.indexOf('}');
        var inside = close < 0 ? rest : rest.substring(0, close + 1);
        var after = close < 0 ? "" : until(END_IN_BRACKETS, rest.substring(close + 1));
        var value = before.substring(start) + inside + after;
        var column = 1 + before.codePointCount(0, start);
        return Problem.of(
                        places.at(brace.line(), column, value.codePointCount(0, value.length())),
                        value + " needs quotes inside { } and [ ]")
                .remark("quote it: '" + value + "'");
    }

    private Optional<Problem> block(Location at, String problem) {
        if (problem.startsWith("expected the node content")) {
            return Optional.of(Problem.of(at, "a value is missing before \"" + places.shown(at) + "\""));
        }
        var here = places.shown(at);
        if (problem.startsWith("expected '<document start>'")) {
            return Optional.of(
                    here.equals(":")
                            ? Problem.of(at, "missing space after \":\"")
                            : Problem.of(at, "text after the end of the document"));
        }
        if (!problem.startsWith("expected <block end>")) {
            return Optional.empty();
        }
        if (here.equals(":") && places.before(at).isBlank()) {
            return Optional.of(Problem.of(at, "a key is missing before \":\""));
        }
        if (here.equals("}") || here.equals("]")) {
            return Optional.of(Problem.of(at, "this \"" + here + "\" closes nothing"));
        }
        var before = places.before(at).stripTrailing();
        if (before.endsWith("\"") || before.endsWith("'")) {
            return found(at, "text after a closing quote", "put the quotes around the whole value");
        }
        return found(at, "this does not fit the indentation above", "check the indentation");
    }

    /** The quote that began the text right before a place, if it did so in a line above. */
    private Optional<Location> openedAbove(Location at) {
        return lastScalar
                .filter(scalar -> !scalar.isPlain() && endsAt(scalar, at))
                .map(scalar -> places.at(scalar.getStartMark()))
                .filter(start -> start.line() < at.line());
    }

    private boolean endsAt(ScalarEvent scalar, Location at) {
        var end = places.at(scalar.getEndMark());
        return end.line() == at.line() && end.column() == at.column();
    }

    private int indent(int line) {
        var text = places.line(line);
        return text.length() - text.stripLeading().length();
    }

    /** The unquoted text from a place on; it ends at a comma or bracket only within brackets. */
    private static String value(Places places, Location at) {
        var before = places.before(at);
        var inBrackets = before.indexOf('{') >= 0 || before.indexOf('[') >= 0;
        return until(inBrackets ? END_IN_BRACKETS : END_OF_LINE, places.from(at));
    }

    private static String until(Pattern end, String rest) {
        return end.splitAsStream(rest).findFirst().orElse("").stripTrailing();
    }

    private static Location wide(Places places, Location at, String shown) {
        var width = Math.max(1, shown.codePointCount(0, shown.length()));
        return places.at(at.line(), at.column(), width);
    }
}
