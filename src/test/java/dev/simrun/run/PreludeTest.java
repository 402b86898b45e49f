package dev.simrun.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.event.Fact.InvokeDone.Status;
import dev.simrun.event.Outcome;
import dev.simrun.sim.CallerAnswer;
import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands before the body of a streamed answer of HTTP. */
class PreludeTest {
    private static final String NULS = "\0".repeat(8);

    private static CallerAnswer.Chunk chunk(int at, String body) {
        return new CallerAnswer.Chunk(Duration.ofMillis(at), Bytes.utf8(body));
    }

    private static CallerAnswer answer(String type, String payload) {
        return new CallerAnswer(
                Outcome.SUCCESS,
                Status.SUCCESS,
                Bytes.utf8(payload),
                Optional.of(type).filter(it -> !it.isEmpty()),
                Optional.empty());
    }

    private static String told(List<CallerAnswer.Chunk> chunks) {
        return String.join(
                " ",
                chunks.stream()
                        .map(it -> it.at().toMillis() + ":" + it.body().text())
                        .toList());
    }

    @Test
    void body_begins_behind_it_wherever_the_chunks_end() {
        var prelude = new Prelude(Bytes.utf8("{}"), 10);
        assertThat(prelude.bodyOf(Bytes.utf8("{}" + NULS + "body")).text()).isEqualTo("body");
        assertThat(told(prelude.bodyOf(List.of(chunk(1, "{}" + NULS), chunk(2, "bo"), chunk(3, "dy")))))
                .isEqualTo("2:bo 3:dy");
        assertThat(told(prelude.bodyOf(List.of(chunk(1, "{}" + NULS.substring(1)), chunk(2, "\0bo"), chunk(3, "dy")))))
                .isEqualTo("2:bo 3:dy");
        assertThat(told(prelude.bodyOf(List.of(chunk(1, "{}" + NULS + "b"), chunk(2, "ody")))))
                .isEqualTo("1:b 2:ody");
        assertThat(prelude.bodyOf(List.of(chunk(1, "{}" + NULS)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.awslambda.http-integration-response, true",
        "APPLICATION/vnd.awslambda.http-integration-response; x, true",
        "application/json, false",
        "'', false",
    })
    void it_is_looked_for_in_answers_of_that_type_alone(String type, boolean has) {
        var answer = answer(type, "{\"statusCode\":201}" + NULS + "x");
        var prelude = Prelude.of(answer);
        assertThat(prelude.isPresent()).isEqualTo(has);
        prelude.ifPresent(it -> {
            assertThat(it.json().text()).isEqualTo("{\"statusCode\":201}");
            assertThat(it.length()).isEqualTo(26);
        });
        assertThat(Prelude.of(answer(type, "{}" + NULS.substring(1)))).isEmpty();
        assertThat(Prelude.of(answer(type, "{}\0\0\0\0x\0\0\0\0\0"))).isEmpty();
    }
}
