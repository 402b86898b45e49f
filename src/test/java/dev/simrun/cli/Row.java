package dev.simrun.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A scenario with what comes of it, a document of a YAML file. Where it says nothing of a clock it is virtual.
 *
 * <ul>
 *   <li>Lines {@code #> failed: HEADLINE} at its end tell its failures in order, and what the referee saw or what was
 *       not met; or {@code #> passed}.
 *   <li>If it has cases, the same stands at the end of each case's line.
 *   <li>A line {@code #$ VARIABLE=value simrun --option} is the command line without the file.
 * </ul>
 */
record Row(String text) {
    static final Outcome HUNG = new Outcome("", 0, List.of("it did not end"));

    private static final String BREAK = "---\n";
    private static final String NAME = "name: ";
    private static final String OUTCOME = "#> ";
    private static final String COMMAND = "#$ ";
    private static final String TIME = "\\b(at|since) [0-9]+\\.[0-9]{3}\\b";

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** The rows of a file. */
    static List<Row> all(Path file) {
        try {
            return Stream.of(Files.readString(file).split("(?m)^" + BREAK))
                    .filter(text -> text.contains(NAME))
                    .map(Row::new)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * What came of a case.
     *
     * @param line of the case in the row, from 1; 0 where the row is one case
     */
    record Outcome(String label, int line, List<String> lines) {}

    String name() {
        return text.lines()
                .filter(line -> line.startsWith(NAME))
                .map(line -> line.substring(NAME.length()))
                .findFirst()
                .orElseThrow();
    }

    /** How many cases it tells of. */
    int cases() {
        var lines = text.lines().filter(line -> line.contains("  " + OUTCOME)).toList();
        return Math.max(1, lines.size());
    }

    /** What the row says of a case. */
    List<String> expected(Outcome one) {
        if (one.line() == 0) {
            return text.lines()
                    .filter(line -> line.startsWith(OUTCOME))
                    .map(line -> line.substring(OUTCOME.length()))
                    .toList();
        }
        var line = text.lines().skip(one.line() - 1L).findFirst().orElseThrow();
        int at = line.indexOf(OUTCOME);
        return at < 0
                ? List.of()
                : List.of(line.substring(at + OUTCOME.length()).split(" \\| "));
    }

    /** The row as it is where that is what comes of it. */
    String with(List<Outcome> outcomes) {
        var lines = new ArrayList<>(
                text.lines().filter(it -> !it.startsWith(OUTCOME)).toList());
        for (var one : outcomes) {
            if (one.line() == 0) {
                one.lines().forEach(line -> lines.add(OUTCOME + line));
            } else {
                var before = lines.get(one.line() - 1).replaceFirst(" *" + OUTCOME + ".*", "");
                lines.set(one.line() - 1, before + "  " + OUTCOME + String.join(" | ", one.lines()));
            }
        }
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** Runs it as the command line would; what no case has come of is told as one. */
    List<Outcome> run(Path folder) {
        var err = new ByteArrayOutputStream();
        var report = folder.resolve("report.jsonl");
        try {
            var file = folder.resolve("row.yaml");
            Files.deleteIfExists(report);
            Files.writeString(file, text + (text.contains("\nclock: ") ? "" : "clock: virtual\n"));
            var arguments = new ArrayList<>(List.of("run", "--jsonl", report.toString()));
            var environment = new HashMap<String, String>();
            command(arguments, environment);
            arguments.add(file.toString());
            var console = Main.Console.over(new ByteArrayOutputStream(), err, environment);
            var _ = Main.command(arguments, console);
            return Files.exists(report) ? outcomes(report, folder) : told(err.toString(UTF_8));
        } catch (ExitException wrong) {
            return told("error: " + wrong.getMessage());
        } catch (RuntimeException bug) {
            return told("a bug: " + bug);
        } catch (InterruptedException nobodyInterrupts) {
            Thread.currentThread().interrupt();
            return told("interrupted");
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    private void command(List<String> arguments, Map<String, String> environment) {
        for (var line : text.lines().filter(it -> it.startsWith(COMMAND)).toList()) {
            var words = List.of(line.substring(COMMAND.length()).split(" "));
            int program = words.indexOf("simrun");
            for (var variable : words.subList(0, program)) {
                int equals = variable.indexOf('=');
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
            arguments.addAll(words.subList(program + 1, words.size()));
        }
    }

    private static List<Outcome> told(String message) {
        return List.of(new Outcome("", 0, message.lines().limit(1).toList()));
    }

    private static List<Outcome> outcomes(Path report, Path folder) throws IOException {
        JsonNode begun = MissingNode.getInstance();
        var outcomes = new ArrayList<Outcome>();
        for (var text : Files.readAllLines(report)) {
            var line = JsonMapper.shared().readTree(text.replace(folder.toString(), "FOLDER"));
            switch (line.path("type").asString()) {
                case "case" -> begun = line;
                case "result" -> {
                    int at = begun.has("row") ? begun.path("line").asInt() : 0;
                    outcomes.add(new Outcome(begun.path("row").asString(""), at, lines(line)));
                }
                default -> {} // steps and events are looked at by the scenario itself
            }
        }
        return outcomes;
    }

    private static List<String> lines(JsonNode result) {
        var verdict = result.path("verdict").asString();
        var lines = new ArrayList<String>();
        for (var failure : result.path("failures")) {
            lines.add(failure.path("verdict").asString()
                    + ": "
                    + failure.path("headline").asString());
        }
        if (lines.isEmpty()) {
            var reason = result.path("reason").asString("");
            lines.add(reason.isEmpty() ? verdict : verdict + ": " + reason);
        }
        for (var note : result.path("notes")) {
            lines.add("note: " + note.path("text").asString());
        }
        for (var finding : result.path("referee")) {
            lines.add("referee: "
                    + finding.path("actor").asString()
                    + " "
                    + finding.path("rule").asString()
                    + ": "
                    + finding.path("message").asString()
                    + times(finding.path("count").asInt()));
        }
        return lines.stream()
                .map(line -> line.lines()
                        .findFirst()
                        .orElse("")
                        .replaceAll(UUID, "UUID")
                        .replaceAll(TIME, "$1 TIME"))
                .toList();
    }

    private static String times(int count) {
        return count == 1 ? "" : " (" + count + " times)";
    }
}
