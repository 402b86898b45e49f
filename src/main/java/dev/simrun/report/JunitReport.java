package dev.simrun.report;

import dev.simrun.event.Fact;
import dev.simrun.match.Seconds;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Failure;
import dev.simrun.run.RunListener;
import dev.simrun.run.RunResult;
import dev.simrun.run.StepResult;
import dev.simrun.run.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results as JUnit XML, as CI systems read it. Of each case what the report says of it is kept, and nothing else. */
public final class JunitReport implements RunListener {
    private static final int MESSAGE = 300;

    /** The elements around a case. */
    private static final int CASE_DEPTH = 2;

    /** How much of each stream of output is kept, in bytes of UTF-8. */
    private static final int OUTPUT_BYTES = 64 * 1024;

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final boolean strict;
    private final String host;
    private final Secrets secrets;
    private final Map<String, Suite> suites = new LinkedHashMap<>();

    /** How often each name, with those that it stands below, was to be given. */
    private final Map<List<String>, Integer> names = new HashMap<>();

    /**
     * A report of a run that is to begin.
     *
     * @param strict whether to leave out what strict schemas refuse
     * @param host the name of the machine that runs it
     * @param secrets what the report must not tell
     */
    public JunitReport(boolean strict, String host, Secrets secrets) {
        this.strict = strict;
        this.host = host;
        this.secrets = secrets;
    }

    /** The cases of a file, up to now. */
    private static final class Suite {
        private final String name;
        private Optional<Instant> startedAt = Optional.empty();
        private final StringBuilder cases = new StringBuilder();
        private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        private Duration time = Duration.ZERO;

        Suite(String name) {
            this.name = name;
        }

        int count(Verdict... verdicts) {
            return Arrays.stream(verdicts)
                    .mapToInt(it -> counts.getOrDefault(it, 0))
                    .sum();
        }
    }

    @Override
    public void caseFinished(CaseResult result) {
        var suite = suites.computeIfAbsent(result.info().source().name(), file -> new Suite(unique(suiteName(file))));
        if (suite.startedAt.isEmpty() && result.verdict() != Verdict.SKIPPED) {
            suite.startedAt = Optional.of(result.startedAt());
        }
        suite.time = suite.time.plus(result.duration());
        suite.counts.merge(result.verdict(), 1, Integer::sum);
        suite.cases.append(testcase(suite.name, result));
    }

    /**
     * Writes the report, so that no reader sees half of it.
     *
     * @throws IOException if it can't be written; its message is complete on its own
     */
    public void write(RunResult result, Path target) throws IOException {
        var text = xml(result);
        ReportFile.write(target, out -> out.write(text));
    }

    String xml(RunResult result) {
        var xml = Xml.document(secrets);
        xml.open("testsuites")
                .attribute("name", "simrun")
                .attribute("tests", result.cases().size())
                .attribute("failures", result.count(Verdict.FAILED))
                .attribute("errors", result.count(Verdict.ERRORED) + result.count(Verdict.INTERRUPTED));
        if (!strict) {
            xml.attribute("skipped", result.count(Verdict.SKIPPED));
        }
        xml.attribute("time", Seconds.exact(result.duration()));
        for (var suite : suites.entrySet()) {
            var began = suite.getValue().startedAt.orElse(result.startedAt());
            suite.getValue().startedAt = Optional.of(began);
            open(xml, suite.getKey(), suite.getValue());
            xml.elements(suite.getValue().cases.toString()).close();
        }
        return xml.close().text();
    }

    private void open(Xml xml, String file, Suite suite) {
        xml.open("testsuite")
                .attribute("name", suite.name)
                .attribute("tests", suite.count(Verdict.values()))
                .attribute("failures", suite.count(Verdict.FAILED))
                .attribute("errors", suite.count(Verdict.ERRORED, Verdict.INTERRUPTED))
                .attribute("time", Seconds.exact(suite.time))
                .attribute("hostname", host);
        if (!strict) {
            xml.attribute("skipped", suite.count(Verdict.SKIPPED))
                    .attribute("timestamp", TIMESTAMP.format(suite.startedAt.orElseThrow()))
                    .attribute("file", file);
        }
    }

    /** The path with dots, as package names are written: {@code scenarios.shutdown}. */
    static String suiteName(String file) {
        var name = file.replace('\\', '/').replaceFirst("\\.ya?ml$", "");
        return name.replaceAll("^(\\.{0,2}/)+", "").replace('/', '.');
    }

    private String testcase(String suite, CaseResult result) {
        var xml = Xml.elementsAt(CASE_DEPTH, secrets);
        xml.open("testcase")
                .attribute("classname", suite)
                .attribute("name", unique(suite, PlainText.oneLine(result.info().title())))
                .attribute("time", Seconds.exact(result.duration()));
        if (!strict) {
            xml.attribute("file", result.info().source().name())
                    .attribute("line", result.info().line());
            properties(xml, result);
        }
        switch (result.verdict()) {
            case PASSED -> {}
            case FLAKY -> result.earlier().forEach(each -> flaky(xml, each));
            case SKIPPED ->
                xml.open("skipped")
                        .attribute("message", message(result.reason().orElse("not run")))
                        .close();
            case FAILED -> failure(xml, "failure", result);
            case ERRORED, INTERRUPTED -> failure(xml, "error", result);
        }
        if (!result.isGood()) {
            output(xml, "system-out", Fact.Log.Stream.STDOUT, result);
            output(xml, "system-err", Fact.Log.Stream.STDERR, result);
        }
        return xml.close().text();
    }

    /** The name, with a number after it if it was taken: a viewer may tell cases apart by it. */
    private String unique(String... path) {
        var name = path[path.length - 1];
        var shown = name;
        while (names.putIfAbsent(withLast(path, shown), 1) != null) {
            shown = name + " (" + names.merge(withLast(path, name), 1, Integer::sum) + ")";
        }
        return shown;
    }

    private static List<String> withLast(String[] path, String last) {
        var changed = path.clone();
        changed[changed.length - 1] = last;
        return List.of(changed);
    }

    private static void properties(Xml xml, CaseResult result) {
        var findings = result.findings();
        if (result.info().tags().isEmpty()
                && result.steps().isEmpty()
                && findings.isEmpty()
                && result.remarks().isEmpty()) {
            return;
        }
        xml.open("properties");
        if (!result.info().tags().isEmpty()) {
            property(xml, "tags", String.join(", ", result.info().tags()));
        }
        for (var step : result.steps()) {
            var number = (step.inFinally() ? "finally." : "step.") + step.number();
            var label = step.label().map(it -> " " + it).orElse("");
            property(xml, number + " " + step.key() + label, step.verdict().word());
        }
        int number = 0;
        for (var finding : findings) {
            property(xml, "referee." + ++number, CaseNotes.line(finding));
        }
        int remarks = 0;
        for (var remark : result.remarks()) {
            property(xml, "note." + ++remarks, CaseNotes.line(remark));
        }
        xml.close();
    }

    private static void property(Xml xml, String name, String value) {
        xml.open("property").attribute("name", name).attribute("value", value).close();
    }

    /** As Surefire writes a run before the one that passed; strict schemas know nothing of it. */
    private void flaky(Xml xml, CaseResult earlier) {
        if (!strict) {
            begin(xml, earlier.verdict() == Verdict.FAILED ? "flakyFailure" : "flakyError", earlier);
            xml.open("stackTrace").content("\n" + FailureText.render(earlier)).close();
            xml.close();
        }
    }

    private static void failure(Xml xml, String element, CaseResult result) {
        begin(xml, element, result);
        var body = FailureText.render(result);
        if (!body.isEmpty()) {
            xml.content("\n" + body);
        }
        xml.close();
    }

    private static void begin(Xml xml, String element, CaseResult result) {
        var first = result.failures().stream().findFirst();
        var otherwise = result.reason().orElse(result.verdict().word());
        xml.open(element)
                .attribute("message", message(first.map(Failure::headline).orElse(otherwise)))
                .attribute(
                        "type",
                        first.flatMap(it -> key(result, it))
                                .orElse(result.verdict().word()));
    }

    /** The key of the step that failed; empty for what failed before the first. */
    private static Optional<String> key(CaseResult result, Failure failure) {
        return result.steps().stream()
                .filter(step -> step.inFinally() == failure.inFinally() && step.number() == failure.stepNumber())
                .findFirst()
                .map(StepResult::key);
    }

    private static String message(String headline) {
        return PlainText.cut(PlainText.oneLine(headline), MESSAGE);
    }

    private static void output(Xml xml, String element, Fact.Log.Stream stream, CaseResult result) {
        var lines = new HeadAndTail(OUTPUT_BYTES);
        for (var event : result.timeline()) {
            event.as(Fact.Log.class)
                    .filter(log -> log.stream() == stream)
                    .ifPresent(log -> lines.add(event.actor() + ": " + log.line()));
        }
        var text = lines.text();
        if (!text.isEmpty()) {
            xml.open(element).content(text).close();
        }
    }
}
