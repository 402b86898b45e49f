package dev.simrun.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The page of a run in a browser: keys, clicks and addresses. */
class BrowserTest extends InBrowser {
    private String shown() throws Exception {
        return tab.eval("document.querySelector('section.shown').dataset.case").asString();
    }

    private int selected() throws Exception {
        var hash = tab.eval("location.hash").asString();
        return hash.matches("#case-\\d+-\\d+") ? Integer.parseInt(hash.replaceFirst(".*-", "")) : 0;
    }

    @Test
    void the_first_failing_case_is_open_with_its_cause_on_the_first_screen() throws Exception {
        open(WIDE, "");
        tab.until("document.querySelector('.shown .plot')");
        assertThat(shown()).isEqualTo("2");
        assertThat(tab.eval("document.querySelectorAll('section.case').length").asInt())
                .isEqualTo(7);
        assertThat(tab.text("section.shown .headline")).startsWith("assert_acknowledged: audit acknowledged 812ms");
        assertThat(tab.eval("document.querySelector('section.shown .plot').getBoundingClientRect().bottom")
                        .asDouble())
                .isLessThan(840);
        assertThat(tab.eval("document.title").asString()).isEqualTo("4 failed · simrun report");
    }

    @Test
    void what_needs_to_be_looked_at_stands_first_in_the_list() throws Exception {
        open(WIDE, "");
        assertThat(tab.eval("[...document.querySelectorAll('#list li')].map(it => it.dataset.case).join()")
                        .asString())
                .isEqualTo("2,3,7,1,5,4,6");
    }

    @Test
    void a_click_or_a_key_opens_another_case() throws Exception {
        open(WIDE, "");
        tab.click("#list li:nth-child(2) a");
        tab.until("location.hash === '#case-3' && document.querySelector('.shown[data-case=\"3\"] .plot')");
        tab.press("j");
        tab.until("document.querySelector('.shown').dataset.case === '7'");
        tab.press("k");
        tab.press("k");
        tab.until("document.querySelector('.shown').dataset.case === '2'");
        tab.press("k");
        assertThat(shown()).isEqualTo("2");
        assertThat(tab.eval("document.querySelector('[aria-current]').closest('li').dataset.case")
                        .asString())
                .isEqualTo("2");
    }

    @Test
    void keys_that_come_at_once_go_on_one_by_one() throws Exception {
        open(WIDE, "#case-7");
        var press = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'k', bubbles: true}))";
        tab.eval(press + "; " + press);
        assertThat(shown()).isEqualTo("2");
    }

    @Test
    void an_address_names_a_case_and_an_event() throws Exception {
        open(WIDE, "#case-3-5");
        tab.until("document.querySelector('.shown tr.on')");
        assertThat(shown()).isEqualTo("3");
        assertThat(tab.eval("document.querySelector('tr.on').dataset.seq").asString())
                .isEqualTo("5");
        assertThat(tab.text(".json")).contains("\"seq\": 5,");
        open(WIDE, "#case-99");
        tab.until("document.querySelector('.shown .plot')");
        assertThat(shown()).isEqualTo("2");
    }

    @Test
    void arrows_go_from_event_to_event_and_from_lane_to_lane() throws Exception {
        openCase(OpenedPage.LOST);
        tab.press("ArrowRight");
        assertThat(selected()).isEqualTo(1);
        var lane = "JSON.parse(document.querySelector('.json').textContent).actor";
        assertThat(tab.eval(lane).asString()).isEqualTo("environment");
        tab.press("ArrowDown");
        assertThat(tab.eval(lane).asString()).isEqualTo("runtime");
        int first = selected();
        tab.press("ArrowRight");
        assertThat(tab.eval(lane).asString()).isEqualTo("runtime");
        assertThat(selected()).isGreaterThan(first);
        assertThat(tab.eval("document.querySelector('.shown [aria-live]').textContent")
                        .asString())
                .contains("runtime");
        tab.press("Escape");
        assertThat(selected()).isZero();
        assertThat(tab.text(".json")).isEqualTo("Click an event, or press ← →.");
    }

    @Test
    void rows_and_sentences_choose_their_events() throws Exception {
        openCase(OpenedPage.LOST);
        tab.click(".shown tr[data-seq='4'] td:last-child");
        assertThat(selected()).isEqualTo(4);
        tab.click(".shown .why a.at");
        assertThat("#case-3-" + selected())
                .isEqualTo(
                        tab.eval("document.querySelector('.shown a.at').hash").asString());
    }

    @Test
    void a_click_on_the_flag_of_a_failure_leads_to_what_it_is_about() throws Exception {
        openCase(OpenedPage.LATE);
        tab.press("f");
        int decisive = selected();
        assertThat(tab.eval("document.querySelector('.shown tr.on').className").asString())
                .contains("hit");
        tab.press("Escape");
        tab.press("0");
        var plot = tab.eval("document.querySelector('.shown .plot').getBoundingClientRect().toJSON()");
        tab.click(plot.path("right").asDouble() - 60, plot.path("top").asDouble() + 51);
        assertThat(selected()).isEqualTo(decisive);
    }

    @Test
    void it_is_zoomed_and_moved_by_keys_buttons_and_the_strip() throws Exception {
        openCase(OpenedPage.LOST);
        var window = "(box => box.left + ' ' + box.width)"
                + "(document.querySelector('.shown .window').getBoundingClientRect())";
        var whole = tab.eval(window).asString();
        tab.press("+");
        tab.until(window + " !== " + Tab.quoted(whole));
        var part = tab.eval(window).asString();
        tab.pressShift("ArrowRight");
        tab.until(window + " !== " + Tab.quoted(part));
        tab.press("0");
        tab.until(window + " === " + Tab.quoted(whole));
        tab.click(".shown .tools [title^='Zoom in']");
        tab.until(window + " === " + Tab.quoted(part));
        var strip = tab.eval("document.querySelector('.shown .overview').getBoundingClientRect().toJSON()");
        double y = strip.path("top").asDouble() + 10;
        tab.drag(strip.path("right").asDouble() - 300, y, strip.path("right").asDouble() - 5);
        tab.until(window + " !== " + Tab.quoted(part));
    }

    @Test
    void dragging_moves_what_is_seen_and_chooses_nothing() throws Exception {
        openCase(OpenedPage.LOST);
        tab.press("+");
        var left = "document.querySelector('.shown .window').getBoundingClientRect().left";
        tab.until(left + " > document.querySelector('.shown .overview').getBoundingClientRect().left + 130");
        double before = tab.eval(left).asDouble();
        var plot = tab.eval("document.querySelector('.shown .plot').getBoundingClientRect().toJSON()");
        double y = plot.path("top").asDouble() + 60;
        tab.drag(plot.path("right").asDouble() - 100, y, plot.path("right").asDouble() - 300);
        tab.until(left + " > " + before);
        assertThat(selected()).isZero();
    }

    @Test
    void the_axis_is_compressed_in_virtual_time_and_can_be_linear() throws Exception {
        openCase(OpenedPage.LOST);
        var pressed = "document.querySelector('.shown .choice [aria-pressed=true]').textContent";
        assertThat(tab.eval(pressed).asString()).isEqualTo("Compressed");
        assertThat(tab.text(".shown .info")).contains(" folded in ");
        tab.press("c");
        assertThat(tab.eval(pressed).asString()).isEqualTo("Linear");
        assertThat(tab.text(".shown .info")).doesNotContain(" folded in ");
    }

    @Test
    void the_list_is_narrowed_by_words_chips_and_tags() throws Exception {
        open(WIDE, "");
        tab.press("/");
        tab.type("is:passed lines");
        assertThat(tab.text("#count")).isEqualTo("1 of 7 cases");
        tab.press("Escape");
        assertThat(tab.text("#count")).isEqualTo("7 cases");
        tab.type("nothing like it");
        assertThat(tab.text("#none")).startsWith("No case fits.");
        tab.press("Escape");
        tab.press("Escape");
        tab.click(".chip.failed");
        tab.click(".chip.skipped");
        assertThat(tab.text("#count")).isEqualTo("4 of 7 cases");
        tab.click(".chip.failed");
        tab.click(".chip.skipped");
        tab.click(".shown .tag");
        assertThat(tab.eval("document.querySelector('#search').value").asString())
                .isEqualTo("tag:shutdown");
        assertThat(tab.text("#count")).isEqualTo("1 of 7 cases");
        tab.press("Escape");
        assertThat(tab.text("#count")).isEqualTo("7 cases");
    }

    @Test
    void steps_and_lines_of_the_scenario_lead_to_each_other() throws Exception {
        openCase(OpenedPage.LOST);
        tab.eval("document.querySelector('.shown .source').open = true");
        assertThat(tab.text(".shown .src .bad")).contains("✕", "assert_log");
        assertThat(tab.text(".shown .src")).contains("not run ○").containsOnlyOnce("not run");
        var left = "document.querySelector('.shown .window').getBoundingClientRect().width";
        double whole = tab.eval(left).asDouble();
        tab.click(".shown .src [data-at]");
        tab.until(left + " < " + whole);
    }

    @Test
    void marks_are_hidden_and_shown_again() throws Exception {
        openCase(OpenedPage.MANY);
        var pixels = "document.querySelector('.shown .plot canvas').toDataURL()";
        var before = tab.eval(pixels).asString();
        tab.eval("document.querySelector('.shown .legend').open = true");
        tab.click(".shown .legend button[aria-label='Hide waits']");
        tab.until(pixels + ".length !== " + before.length());
        tab.click(".shown .legend button[aria-label='Hide waits']");
        tab.until("document.querySelector('.shown .legend button[aria-label=\"Hide waits\"]').ariaPressed === 'false'");
    }
}
