package dev.simrun.manual;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is true of the language wherever it is used, by the word under which it is explained. */
enum Topic {
    MATCHERS(
            "matchers",
            """
            A matcher stands wherever something is expected: in expect, as a field of an event, as a payload of a rule.

            A mapping matches what has all of its keys, whatever else is there, at any depth; {$exact: …} allows \
            nothing else. A list matches one of the same length, element by element. Any other value matches an equal \
            one: "5" is not 5, and 1 equals 1.0. Names of headers have no case.

            A mapping whose keys all begin with $ is made of operators, all of which must hold; simrun explain lists \
            them. $$name is the plain key $name.

            All that does not match is told, each with its path, what was expected and what came.\
            """,
            "invoke: {payload: {id: 7, tags: [a, b]}}",
            "  expect: {payload: {id: {$gt: 5}, tags: {$contains: a}}}"),
    DURATIONS(
            "durations", """
                A number and its unit, without a blank: 500ms, 2s, 1.5s, 3m, 1h. The unit is required. The longest is \
                10000h, the finest 1ns.

                Sizes are written the same way: 7B, 256KiB, 128MiB, 1GiB.

                In matchers durations compare with each other: {$lt: 500ms}. In JSON Lines and JUnit XML they are seconds.\
                """, "invoke:" + " {timeout:" + " 1.5s}", "  expect:" + " {duration:" + " {$lt:" + " 500ms}}"),
    PATHS(
            "paths",
            """
            A path says where in a value something is: a.b[0]['odd key'], and nothing more. [0] is the first element \
            of a list; a key that is no plain name stands in brackets and quotes, a quote in it twice.

            Paths stand in ${…}, in if and assert, and in every message that tells where two values differ. A file's \
            path is something else: it is relative to the scenario's folder.\
            """,
            "invoke: {payload: {list: [{'odd key': 1}]}}",
            "  as: first",
            "assert: {\"first.payload.list[0]['odd key']\": 1}"),
    INTERPOLATION(
            "interpolation",
            """
            ${path} in a text stands for a value: of vars (-D sets them), case (the row of cases), env (simrun's \
            environment and --env-file), run (dir), and of every name that as or set has bound in a step before.

            A text that is one ${…} and nothing else is the value, with its type; within a longer text it becomes \
            text. $${ stands for ${ itself.

            vars and case are put in when the file is read, as if they were written there, matchers too. What a name \
            bound by as has is put in when the step runs, and is never read as a matcher. A name that nothing binds \
            is an error when the file is read.\
            """,
            "invoke: {payload: {n: 1}}",
            "  as: first",
            "invoke: {payload: '${first.payload}'}",
            "  expect: {payload: {n: '${first.payload.n}'}}"),
    FILE("$file", """
        {$file: path} stands for what is in a file, wherever a value can stand and at any depth: .json, .yaml and \
        .yml as values, .csv as rows of cases, every other file as its text, or as its bytes where a whole \
        payload or body is meant. Nothing in it is interpreted.

        The path is relative to the scenario's folder and stays below it, or below the folder of the nearest \
        simrun.yaml above it. A mistake in the file is told with its place there.\
        """, "invoke: {payload: {$file:" + " order.json}}"),
    JUNIT("junit", """
        --junit FILE writes JUnit XML: a testsuite for each file, a testcase for each case, in it one of failure \
        (an expectation that was not met), error (a step that could not be carried out) and skipped. Its message is \
        the first line of what the console shows, its text all of it, timeline included. A case that passed when \
        --retries had it run again has a flakyFailure or flakyError for each run before.

        Properties of a testcase are the verdicts of its steps and, as note.1 and so on, what was set up and not \
        met. --junit-strict leaves out what strict schemas refuse: file, line, properties of cases, flaky runs, \
        skipped and timestamp of suites.

        The folder of FILE is made, and the file is there as a whole or not at all, also after Ctrl-C. All output \
        has what XML can't hold replaced, and no colours.\
        """);

    private final String word;
    private final String paragraphs;
    private final String example;

    Topic(String word, String paragraphs, String... example) {
        this.word = word;
        this.paragraphs = paragraphs;
        this.example = Stream.of(example)
                .map(line -> (line.startsWith(" ") ? "  " : "- ") + line.strip() + "\n")
                .collect(Collectors.joining());
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Topic::word).toList();
    }

    static Optional<Topic> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    List<String> paragraphs() {
        return paragraphs.lines().filter(line -> !line.isEmpty()).toList();
    }

    /** Steps of a scenario; may be empty. */
    String example() {
        return example;
    }

    /** All of it, in lines of 80 columns. */
    String text() {
        var text = new Paragraphs().line("About " + word);
        var all = paragraphs();
        for (int i = 0; i < all.size(); i++) {
            (i == 0 ? text : text.line("")).wrapped(all.get(i));
        }
        return text.example(example()).toString();
    }
}
