package dev.simrun.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.report.Results;
import dev.simrun.report.Secrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a run in a browser, however it is read: as text, on paper, on a phone, in the dark, by a program. */
class BrowserReadingTest extends InBrowser {
    private static final int NARROW = 390;

    @Test
    void whatever_a_client_writes_is_text() throws Exception {
        openCase(OpenedPage.STRANGE);
        assertThat(tab.eval("document.querySelectorAll('img').length").asInt()).isZero();
        assertThat(tab.text(".shown h2")).isEqualTo("يبلغ الملحق عن الإيقاف <b>&\"x\"");
        assertThat(tab.text(".shown table.events"))
                .contains("</script><img src=x onerror=alert(1)>", "<!-- --><script>alert(2)</script>")
                .contains("red, a bell \uFFFD, a NUL \uFFFD, an emoji 😀");
        tab.press("ArrowRight");
        for (int i = 0; i < 6; i++) {
            tab.press("ArrowDown");
            tab.press("ArrowRight");
        }
        assertThat(tab.eval("getComputedStyle(document.querySelector('.shown h2')).direction")
                        .asString())
                .isEqualTo("rtl");
    }

    @Test
    void keys_are_told_in_a_dialog() throws Exception {
        open(WIDE, "");
        tab.press("?");
        assertThat(tab.text("dialog[open]")).contains("event by event in a lane");
        tab.click("dialog button");
        assertThat(tab.eval("document.querySelector('dialog').open").asBoolean())
                .isFalse();
    }

    @Test
    void the_theme_is_the_systems_until_it_is_changed() throws Exception {
        open(WIDE, "");
        var ground = "getComputedStyle(document.body).backgroundColor";
        tab.theme("dark");
        tab.until(ground + " === 'rgb(20, 23, 28)'");
        tab.click("#theme");
        tab.until(ground + " === 'rgb(255, 255, 255)'");
    }

    @Test
    void a_phone_shows_the_list_and_then_the_case_in_its_place() throws Exception {
        open(NARROW, "");
        var list = "document.querySelector('#list').getBoundingClientRect().height > 0";
        assertThat(tab.eval(list).asBoolean()).isTrue();
        tab.click("#list li:nth-child(2) a");
        tab.until("document.querySelector('.shown .plot') && !(" + list + ")");
        assertThat(tab.eval("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(NARROW);
        tab.click(".shown .back");
        tab.until(list);
        assertThat(tab.eval("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(NARROW);
    }

    @Test
    void without_scripts_every_case_is_there_as_text() throws Exception {
        tab = page.tab(WIDE);
        tab.withoutScripts();
        page.open(tab, "");
        assertThat(tab.text("body"))
                .contains("assert_acknowledged: audit acknowledged 812ms", "assert_log: no line of shipper like this")
                .contains(
                        "What the events tell",
                        "Skipped: waits for the restore hooks",
                        "referee audit no-next-after-shutdown")
                .contains("What happened", "shutdown start spindown")
                .doesNotContain("H4sI", "Search:");
        var link = tab.eval("document.querySelector('.why a.at').hash").asString();
        assertThat(tab.eval("document.getElementById(" + Tab.quoted(link.substring(1)) + ").tagName")
                        .asString())
                .isEqualTo("TR");
    }

    @Test
    void on_paper_there_is_the_case_and_nothing_else() throws Exception {
        openCase(OpenedPage.LOST);
        assertThat(new String(tab.pdf(), 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
        tab.media("print");
        assertThat(tab.eval("['nav', '.shown .tools', '.shown .chosen', '.shown .overview'].every(it =>"
                                + " getComputedStyle(document.querySelector(it)).display === 'none')")
                        .asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "light, 1280, ''",
        "dark, 1280, #case-3-12",
        "light, 390, ''",
        "dark, 390, #case-3",
        "light, 1280, #case-7",
        "light, 1280, #case-4"
    })
    void it_can_be_used_by_everybody(String theme, int width, String fragment) throws Exception {
        tab = page.tab(width);
        tab.theme(theme);
        page.open(tab, fragment);
        tab.eval("document.querySelectorAll('details').forEach(it => it.open = true)");
        if (width == WIDE || !fragment.isEmpty()) {
            tab.until("document.querySelector('.shown .plot')");
        }
        tab.eval(axe());
        var found = tab.eval("axe.run().then(it => it.violations.map(one =>"
                + " one.id + ': ' + one.nodes.map(node => node.html.slice(0, 200)).join(' | ')).join('\\n'))");
        assertThat(found.asString()).isEmpty();
    }

    private static String axe() throws IOException {
        try (var in = BrowserReadingTest.class.getResourceAsStream("/axe.min.js")) {
            assertThat(in).as("axe.min.js").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void of_a_case_that_was_run_again_the_run_that_tells_something_is_shown() throws Exception {
        var run = Results.run(Results.passed(), Results.flaky(Results.failed()));
        var flaky = folder.resolve("flaky/page.html");
        try (var report = HtmlReport.begin(flaky, Results.RUN, new Secrets())) {
            Results.tell(report, run);
            report.finish(run);
        }
        tab = page.tab(WIDE);
        tab.open(flaky, "");
        tab.until("document.querySelector('.shown .plot')");
        assertThat(tab.text(".shown .meta")).startsWith("≈ flaky");
        assertThat(tab.text(".shown"))
                .contains("Tried 2 times, and passed the last; the first went so:", "actual: 812ms");
        assertThat(tab.text(".sentence")).startsWith("All passed of 2 cases");
        tab.eval(axe());
        assertThat(tab.eval("axe.run().then(it => it.violations.length)").asInt())
                .isZero();
    }
}
