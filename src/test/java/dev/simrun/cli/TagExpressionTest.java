package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagExpressionTest {
    @ParameterizedTest(name = "{0} of {1} is {2}")
    @CsvSource({
        "smoke and not slow, smoke, true",
        "smoke and not slow, smoke slow, false",
        "not slow, '', true",
        "a or b and c, a, true",
        "(a or b) and c, a, false",
        "not(a or b), c, true",
        "'', a, true",
        "a\\ b, a, false",
    })
    void scenario_is_selected_by_its_tags(String expression, String tags, boolean selected) throws Exception {
        assertThat(TagExpression.parse(expression).matches(List.of(tags.split(" "))))
                .isEqualTo(selected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "smoke and and slow, 11",
        "smoke & slow, 7",
        "(a or b, 8",
        "a or b), 7",
        "a or, 5",
        "not, 4",
        "a (b), 3",
        "(), 2",
        "a and (b or ) c, 13",
        "a\\b, 1",
    })
    void mistake_is_pointed_at(String expression, int position) {
        assertThatThrownBy(() -> TagExpression.parse(expression))
                .hasMessageStartingWith(
                        "--tags: can't read \"%s\" at position %d; write it such as", expression, position);
    }

    @Test
    void expression_without_end_is_refused() {
        assertThatThrownBy(() -> TagExpression.parse("not ".repeat(1000) + "a"))
                .hasMessage("--tags has more than 500 words");
    }
}
