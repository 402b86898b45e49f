package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The scenarios that come with simrun, run as a user runs them. */
class ScenariosTest {
    @TempDir
    Path temp;

    private final Path scenarios = Path.of("scenarios").toAbsolutePath();

    @Test
    void the_scenarios_pass_and_each_case_is_reported_once() throws Exception {
        var junit = temp.resolve("junit.xml");
        var arguments = new ArrayList<>(List.of(scenarios.toString(), "--junit", junit.toString()));
        arguments.addAll(List.of("--referee", "fail"));
        if (Tools.isCi()) {
            arguments.add("--no-skip");
        }
        var run = Simrun.in(temp).run(arguments.toArray(String[]::new)).withoutTraces();
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).doesNotContain("      note: ");

        var report = parsed(junit);
        var names = names(report);
        assertThat(names).doesNotHaveDuplicates().hasSameSizeAs(listed());
        var suites = report.getDocumentElement();
        int skipped = Integer.parseInt(suites.getAttribute("skipped"));
        assertThat(report.getElementsByTagName("skipped").getLength()).isEqualTo(skipped);
        assertThat(suites.getAttribute("tests")).isEqualTo(Integer.toString(names.size()));
        assertThat(suites.getAttribute("failures")).isEqualTo("0");
        assertThat(suites.getAttribute("errors")).isEqualTo("0");
        assertThat(run.out().lines().reduce("", (_, last) -> last))
                .isEqualTo((names.size() - skipped)
                        + " passed, 0 failed"
                        + (skipped == 0 ? "" : ", " + skipped + " skipped"));
    }

    @Test
    void the_scenarios_in_virtual_time_pass_in_whatever_order_things_happen() throws Exception {
        var run = Simrun.in(temp)
                .run("--explore", "50", scenarios.resolve("virtual").toString());
        assertThat(run.exit()).as(run.out() + run.err()).isZero();
    }

    @Test
    void a_strict_report_of_the_scenarios_is_valid() throws Exception {
        var junit = temp.resolve("junit.xml");
        Simrun.in(temp).run(scenarios.toString(), "--junit", junit.toString(), "--junit-strict");
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(ScenariosTest.class.getResource("/report/junit-10.xsd"))
                .newValidator()
                .validate(new StreamSource(junit.toFile()));
    }

    private List<String> listed() throws Exception {
        return Simrun.in(temp).run("list", scenarios.toString()).out().lines().toList();
    }

    private static Document parsed(Path xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml.toFile());
    }

    private static List<String> names(Document report) {
        var names = new ArrayList<String>();
        var cases = report.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            var one = (Element) cases.item(i);
            names.add(one.getAttribute("classname") + " / " + one.getAttribute("name"));
        }
        return names;
    }
}
