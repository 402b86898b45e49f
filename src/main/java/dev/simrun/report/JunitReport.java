package dev.simrun.report;

import dev.simrun.event.Fact;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Failure;
import dev.simrun.run.RunResult;
import dev.simrun.run.Verdict;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Results as JUnit XML, as CI systems read it. */
public final class JunitReport {
    private static final int MESSAGE = 300;

    /** How much of each stream of output is kept, in bytes of UTF-8. */
    private static final int OUTPUT_BYTES = 64 * 1024;

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private final boolean strict;
    private final String hostname;
    private final Xml xml = new Xml();
    private final Set<List<String>> names = new HashSet<>();

    private JunitReport(boolean strict, String hostname) {
        this.strict = strict;
        this.hostname = hostname;
    }

    /**
     * Writes the report, so that no reader sees half of it.
     *
     * @param strict whether to leave out what strict schemas refuse
     * @throws IOException if it can't be written; its message is complete on its own
     */
    public static void write(RunResult result, Path target, boolean strict) throws IOException {
        var text = xml(result, strict);
        ReportFile.write(target, out -> out.write(text));
    }

    /** The report's text. */
    public static String xml(RunResult result, boolean strict) {
        return xml(result, strict, hostname());
    }

    static String xml(RunResult result, boolean strict, String hostname) {
        return new JunitReport(strict, hostname).report(result);
    }

    private String report(RunResult result) {
        Map<String, List<CaseResult>> suites = new LinkedHashMap<>();
        for (var one : result.cases()) {
            suites.computeIfAbsent(one.file().source().name(), _ -> new ArrayList<>()).add(one);
        }
        xml.open("testsuites")
                .attribute("name", "simrun")
                .attribute("tests", result.cases().size())
                .attribute("failures", result.count(Verdict.FAILED))
                .attribute("errors", errors(result.cases()));
        if (!strict) {
            xml.attribute("skipped", result.count(Verdict.SKIPPED));
        }
        xml.attribute("time", Seconds.exact(result.duration()));
        suites.forEach((file, cases) -> suite(file, unique(suiteName(file)), cases));
        xml.close();
        return xml.text();
    }

    private static long errors(List<CaseResult> cases) {
        return count(cases, Verdict.ERRORED) + count(cases, Verdict.INTERRUPTED);
    }

    private static long count(List<CaseResult> cases, Verdict verdict) {
        return cases.stream().filter(one -> one.verdict() == verdict).count();
    }

    private void suite(String file, String name, List<CaseResult> cases) {
        var time = cases.stream().map(CaseResult::duration).reduce(Duration.ZERO, Duration::plus);
        xml.open("testsuite")
                .attribute("name", name)
                .attribute("tests", cases.size())
                .attribute("failures", count(cases, Verdict.FAILED))
                .attribute("errors", errors(cases))
                .attribute("time", Seconds.exact(time))
                .attribute("hostname", hostname);
        if (!strict) {
            xml.attribute("skipped", count(cases, Verdict.SKIPPED))
                    .attribute("timestamp", TIMESTAMP.format(cases.getFirst().startedAt()))
                    .attribute("file", file);
        }
        cases.forEach(one -> testcase(name, one));
        xml.close();
    }

    /** The path with dots, as package names are written: {@code scenarios.shutdown}. */
    static String suiteName(String file) {
        var name = file.replace('\\', '/').replaceFirst("\\.ya?ml$", "");
        return name.replaceAll("^(\\.{0,2}/)+", "").replace('/', '.');
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }

    private void testcase(String suite, CaseResult result) {
        xml.open("testcase")
                .attribute("classname", suite)
                .attribute("name", unique(suite, PlainText.oneLine(result.title())))
                .attribute("time", Seconds.exact(result.duration()));
        if (!strict) {
            xml.attribute("file", result.file().source().name())
                    .attribute("line", result.scenarioCase().at().line());
            properties(result);
        }
        switch (result.verdict()) {
            case PASSED -> {}
            case SKIPPED ->
                    xml.open("skipped")
                            .attribute("message", message(result.reason().orElse("not run")))
                            .close();
            case FAILED -> failure("failure", result);
            case ERRORED, INTERRUPTED -> failure("error", result);
        }
        if (result.verdict() != Verdict.PASSED && result.verdict() != Verdict.SKIPPED) {
            output("system-out", Fact.Log.Stream.STDOUT, result);
            output("system-err", Fact.Log.Stream.STDERR, result);
        }
        xml.close();
    }

    /** The name, with a number after it if it was taken: a viewer may tell cases apart by it. */
    private String unique(String... path) {
        var name = path[path.length - 1];
        var shown = name;
        for (int number = 2; !names.add(withLast(path, shown)); number++) {
            shown = name + " (" + number + ")";
        }
        return shown;
    }

    private static List<String> withLast(String[] path, String last) {
        var changed = path.clone();
        changed[changed.length - 1] = last;
        return List.of(changed);
    }

    private void properties(CaseResult result) {
        var findings = result.findings();
        if (result.file().tags().isEmpty() && result.steps().isEmpty() && findings.isEmpty()) {
            return;
        }
        xml.open("properties");
        if (!result.file().tags().isEmpty()) {
            property("tags", String.join(", ", result.file().tags()));
        }
        int steps = 0;
        int finallySteps = 0;
        for (var step : result.steps()) {
            var number = step.inFinally() ? "finally." + ++finallySteps : "step." + ++steps;
            var common = step.step().common();
            var label = common.label().map(it -> " " + it).orElse("");
            property(number + " " + common.key() + label, step.verdict().word());
        }
        int number = 0;
        for (var finding : findings) {
            property("referee." + ++number, RefereeText.line(finding));
        }
        xml.close();
    }

    private void property(String name, String value) {
        xml.open("property").attribute("name", name).attribute("value", value).close();
    }

    private void failure(String element, CaseResult result) {
        var first = result.failures().stream().findFirst();
        var otherwise = result.reason().orElse(result.verdict().word());
        xml.open(element)
                .attribute("message", message(first.map(Failure::headline).orElse(otherwise)))
                .attribute(
                        "type",
                        first.flatMap(it -> key(result, it)).orElse(result.verdict().word()));
        var body = FailureText.render(result);
        if (!body.isEmpty()) {
            xml.content("\n" + body);
        }
        xml.close();
    }

    /** The key of the step that failed; empty for what failed before the first. */
    private static Optional<String> key(CaseResult result, Failure failure) {
        var all = result.scenarioCase();
        var steps = failure.inFinally() ? all.finallySteps() : all.steps();
        int number = failure.stepNumber();
        return number < 1 || number > steps.size()
                ? Optional.empty()
                : Optional.of(steps.get(number - 1).common().key());
    }

    private static String message(String headline) {
        return PlainText.cut(PlainText.oneLine(headline), MESSAGE);
    }

    private void output(String element, Fact.Log.Stream stream, CaseResult result) {
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
