package dev.simrun.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.Golden;
import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.run.Evidence;
import dev.simrun.run.Failure;
import dev.simrun.run.RunResult;
import dev.simrun.run.Verdict;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class JunitReportTest {
    private static final Path SCHEMA = Path.of("src/test/resources/report/junit-10.xsd");

    @TempDir
    private Path folder;

    private static String xml(RunResult run, boolean strict) {
        return told(run, strict).xml(run);
    }

    private static void write(Path target, boolean strict) throws IOException {
        told(mixed(), strict).write(mixed(), target);
    }

    private static JunitReport told(RunResult run, boolean strict) {
        var report = new JunitReport(strict, "host", new Secrets());
        Results.tell(report, run);
        return report;
    }

    @Test
    void the_report_of_a_mixed_run() throws IOException {
        Golden.check(Results.golden("mixed.xml"), told(mixed(), false).xml(mixed()));
    }

    @Test
    void the_strict_report_of_a_mixed_run() throws IOException {
        Golden.check(Results.golden("mixed-strict.xml"), told(mixed(), true).xml(mixed()));
    }

    @Test
    void a_strict_report_holds_to_the_schema_and_the_usual_one_says_more() throws Exception {
        assertThat(violations(xml(mixed(), true))).isEmpty();
        assertThat(violations(xml(mixed(), false))).isNotEmpty();
    }

    @Test
    void sums_count_an_interrupted_case_as_an_error() throws Exception {
        var document = parse(xml(mixed(), false));
        var all = document.getDocumentElement();
        assertThat(attributes(all, "tests", "failures", "errors", "skipped", "time"))
                .containsExactly("5", "1", "1", "2", "1.311");
        var suites = elements(document.getElementsByTagName("testsuite"));
        assertThat(suites)
                .extracting(it -> it.getAttribute("name"))
                .containsExactly("scenarios.shutdown", "scenarios.rows");
        assertThat(attributes(suites.getFirst(), "tests", "failures", "errors", "skipped"))
                .containsExactly("3", "1", "1", "1");
    }

    @Test
    void every_case_has_a_name_of_its_own() throws Exception {
        var run = Results.run(Results.passed(), Results.passed(), Results.passed());
        var cases = elements(parse(xml(run, false)).getElementsByTagName("testcase"));
        var name = "an extension acknowledges a planned shutdown";
        assertThat(cases).extracting(it -> it.getAttribute("name")).containsExactly(name, name + " (2)", name + " (3)");
    }

    @Test
    void what_the_referee_noted_stands_in_the_properties() {
        var fields = "{\"rule\":\"late-answer\",\"message\":\"POST /x got 410\"}";
        var noted = Results.event(1, 1, EventType.REFEREE, "runtime", fields);
        var run = Results.run(Results.result(Results.shutdown(), Verdict.PASSED, List.of(), List.of(noted)));
        assertThat(xml(run, false))
                .contains("<property name=\"referee.1\" value=\"runtime late-answer: POST /x got" + " 410\"");
    }

    @Test
    void what_was_not_met_stands_in_the_properties() {
        assertThat(xml(Results.run(Results.remarked("the fault met nothing")), false))
                .contains("<property name=\"note.1\" value=\"the fault met nothing (scenarios/shutdown.yaml:13)\"");
    }

    @Test
    void a_suite_is_named_by_its_path() {
        assertThat(JunitReport.suiteName("scenarios/shutdown.yaml")).isEqualTo("scenarios.shutdown");
        assertThat(JunitReport.suiteName("./a/b.c.yml")).isEqualTo("a.b.c");
        assertThat(JunitReport.suiteName("../a.yaml")).isEqualTo("a");
        assertThat(JunitReport.suiteName("/a/b.yaml")).isEqualTo("a.b");
    }

    @Test
    void characters_that_xml_forbids_do_not_break_the_report() throws Exception {
        var nasty = "]]> & <b> \u001B[31mred\u001B[0m \u0000 \uD800 \uFFFE 😀";
        var document = parse(xml(failing(List.of(Results.log(1, "stdout", nasty))), false));
        var clean = "]]> & <b> red \uFFFD \uFFFD \uFFFD 😀";
        assertThat(only(document, "system-out").getTextContent()).isEqualTo("runtime: " + clean + "\n");
        assertThat(only(document, "failure").getTextContent()).contains("stdout: ]]> & <b> red");
    }

    @Test
    void a_message_is_one_line_of_at_most_300_characters() throws Exception {
        var late = Results.late(Results.shutdown());
        var failure = new Failure(
                Verdict.FAILED,
                "invoke: a\nb " + "x".repeat(1000),
                late.at(),
                2,
                4,
                false,
                List.of(),
                List.of(),
                Evidence.NONE);
        var result = Results.result(Results.shutdown(), Verdict.FAILED, List.of(failure), List.of());
        var element = only(parse(xml(Results.run(result), false)), "failure");
        assertThat(element.getAttribute("message"))
                .startsWith("invoke: a\\nb xx")
                .hasSize(300);
        assertThat(element.getAttribute("type")).isEqualTo("invoke");
        assertThat(element.getTextContent()).contains("x".repeat(1000));
    }

    @Test
    void output_of_a_failing_case_keeps_head_and_tail_within_64_kib() throws Exception {
        var lines = LongStream.rangeClosed(1, 20_000)
                .mapToObj(seq -> Results.log(seq, "stderr", "ä line " + seq))
                .toList();
        var text = only(parse(xml(failing(lines), false)), "system-err").getTextContent();
        assertThat(text.getBytes(UTF_8)).hasSizeBetween(60_000, 64 * 1024);
        assertThat(text).startsWith("runtime: ä line 1\n").endsWith("runtime: ä line 20000\n");
        long all = IntStream.rangeClosed(1, 20_000)
                .mapToLong(it -> bytes("runtime: ä line " + it))
                .sum();
        long kept = text.lines()
                .filter(it -> !it.startsWith("…"))
                .mapToLong(JunitReportTest::bytes)
                .sum();
        assertThat(text).contains("\n… " + (all - kept) + " bytes cut …\n");
    }

    @Test
    void one_endless_line_is_cut_too() throws Exception {
        var log = List.of(Results.log(1, "stdout", "😀".repeat(100_000)));
        var text = only(parse(xml(failing(log), false)), "system-out").getTextContent();
        assertThat(text.getBytes(UTF_8)).hasSizeLessThanOrEqualTo(64 * 1024);
        assertThat(text).contains("😀…\n").contains(" bytes cut …").doesNotContain("\uFFFD");
    }

    @Test
    void output_of_a_passing_case_is_left_out() {
        var file = Results.shutdown();
        var log = List.of(Results.log(1, "stdout", "hello"));
        var passed = Results.result(file, Verdict.PASSED, List.of(), log);
        assertThat(xml(Results.run(passed), false)).doesNotContain("system-out");
    }

    @Test
    void an_errored_case_without_a_failure_tells_its_reason() throws Exception {
        var run = Results.run(Results.unrun(Results.shutdown(), 0, Verdict.ERRORED, "no python"));
        var error = only(parse(xml(run, false)), "error");
        assertThat(attributes(error, "message", "type")).containsExactly("no python", "errored");
    }

    @Test
    void the_report_replaces_its_target_and_leaves_nothing_beside_it() throws IOException {
        var target = Files.writeString(folder.resolve("report.xml"), "old");
        write(target, true);
        assertThat(target).content().isEqualTo(xml(mixed(), true));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        }
    }

    /** A failure of two causes, an interrupted case, a pass, and two that did not run. */
    private static RunResult mixed() {
        var shutdown = Results.shutdown();
        var events = new ArrayList<>(Results.timeline());
        events.add(Results.log(8, "stdout", "hello"));
        var causes = List.of(Results.late(shutdown), Results.inFinally(shutdown));
        var rows = Results.file("rows.yaml");
        return Results.run(
                Results.result(shutdown, Verdict.FAILED, causes, events),
                Results.unrun(shutdown, 0, Verdict.INTERRUPTED, "interrupted"),
                Results.unrun(shutdown, 0, Verdict.SKIPPED, "needs python3\nin PATH"),
                Results.result(rows, Verdict.PASSED, List.of(), List.of()),
                Results.unrun(rows, 1, Verdict.SKIPPED, "not run"));
    }

    private static RunResult failing(List<Event> timeline) {
        var file = Results.shutdown();
        return Results.run(Results.result(file, Verdict.FAILED, List.of(Results.late(file)), timeline));
    }

    private static long bytes(String line) {
        return line.getBytes(UTF_8).length + 1L;
    }

    private static List<String> violations(String xml) throws SAXException, IOException {
        var schema =
                SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(SCHEMA.toFile());
        try {
            schema.newValidator().validate(new StreamSource(new StringReader(xml)));
            return List.of();
        } catch (SAXException violation) {
            return List.of(String.valueOf(violation.getMessage()));
        }
    }

    private static Document parse(String xml) throws ParserConfigurationException, SAXException, IOException {
        var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        return builder.parse(new InputSource(new StringReader(xml)));
    }

    private static Element only(Document document, String name) {
        var found = elements(document.getElementsByTagName(name));
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(at -> (Element) nodes.item(at))
                .toList();
    }

    private static List<String> attributes(Element element, String... names) {
        return List.of(names).stream().map(element::getAttribute).toList();
    }
}
