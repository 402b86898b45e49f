package dev.simrun.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {
    private static String written(int point) {
        var xml = Xml.elementsAt(0, new Secrets());
        return xml.open("a").content(Character.toString(point)).close().text();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x20, 0x41, 0x7F, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF})
    void what_xml_takes_is_written(int point) {
        assertThat(written(point)).isEqualTo("<a>" + Character.toString(point) + "</a>\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x0B, 0x1F, 0xFFFE, 0xFFFF})
    void what_it_forbids_is_replaced(int point) {
        assertThat(written(point)).isEqualTo("<a>\uFFFD</a>\n");
    }
}
