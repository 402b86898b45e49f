package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadAndTailTest {
    /** So much is kept for the notice between. */
    private static final int NOTICE = 64;

    private static HeadAndTail ofHalves(int bytes) {
        return new HeadAndTail(NOTICE + 2 * bytes);
    }

    private static String kept(HeadAndTail kept, String... lines) {
        for (var line : lines) {
            kept.add(line);
        }
        return kept.text();
    }

    @Test
    void what_fits_is_kept_whole() {
        assertThat(kept(ofHalves(6), "ab", "cd", "ef", "gh")).isEqualTo("ab\ncd\nef\ngh\n");
    }

    @Test
    void of_more_the_middle_is_left_out() {
        assertThat(kept(ofHalves(6), "ab", "cd", "ef", "gh", "ij")).isEqualTo("ab\ncd\n… 3 bytes cut …\ngh\nij\n");
    }

    @Test
    void once_a_line_did_not_fit_the_head_is_over() {
        assertThat(kept(ofHalves(6), "ab", "cdef", "g", "hi")).isEqualTo("ab\n… 5 bytes cut …\ng\nhi\n");
    }

    @Test
    void a_line_that_is_too_long_loses_its_end() {
        assertThat(kept(ofHalves(8), "abcdefg")).isEqualTo("abcdefg\n");
        assertThat(kept(ofHalves(8), "abcdefgh")).isEqualTo("abcd…\n… 4 bytes cut …\n");
        assertThat(kept(ofHalves(8), "abcd☃")).isEqualTo("abcd☃\n");
        assertThat(kept(ofHalves(8), "abc☃☃")).isEqualTo("abc…\n… 6 bytes cut …\n");
        assertThat(kept(ofHalves(8), "a☃☃")).isEqualTo("a☃☃\n");
        assertThat(kept(ofHalves(8), "a☃☃b")).isEqualTo("a☃…\n… 4 bytes cut …\n");
    }
}
