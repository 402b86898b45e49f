package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.Golden;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a terminal shows, kept as text: what a file begins with, a step, a failure, suggestions, the state and the help.
 * The clock is virtual, so that all comes in the same order each time.
 */
@EnabledOnOs(OS.LINUX)
class ScreensTest {
    private static final Path GOLDEN = Path.of("src/test/resources/cli/screens");

    private static final String SCENARIO = """
        name: orders are counted
        clock: virtual
        extensions:
          audit: {events: [INVOKE, SHUTDOWN]}
        steps:
          - invoke: {payload: {orders: [{id: 1, price: 9.99}, {id: 2, price: 19.99}]}}
            as: ordered
          - assert: {'ordered.payload.orders[1].price': 29.99}
          - shutdown: spindown
        """;

    /** What differs from run to run, with as much room as it takes. */
    private static final List<Pattern> CHANGING = List.of(
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
            Pattern.compile("(?<=\"request_id\":\")[0-9a-f-]+(?=…)"),
            Pattern.compile("(?<=(invoke|end|INVOKE|response|done) )[0-9a-f]{4}(?=…)"));

    /** A terminal, as it is described in the name of the file. */
    enum Look {
        USUAL(80, 24),
        LARGE(200, 50),
        NARROW(40, 24),
        DUMB(80, 24),
        COLOURLESS(80, 24);

        private final int columns;
        private final int rows;

        Look(int columns, int rows) {
            this.columns = columns;
            this.rows = rows;
        }

        String file() {
            return name().toLowerCase(Locale.ROOT) + ".txt";
        }

        TerminalSession.Setting of(TerminalSession.Setting setting) {
            var sized = setting.size(columns, rows);
            return switch (this) {
                case USUAL, LARGE, NARROW -> sized;
                case DUMB -> sized.with("TERM", "dumb");
                case COLOURLESS -> sized.with("NO_COLOR", "1");
            };
        }
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_terminal_shows(Look look) throws Exception {
        var setting = TerminalSession.in(folder).write("orders.yaml", SCENARIO);
        var text = new StringBuilder();
        try (var terminal = look.of(setting).start("repl", "orders.yaml", "--seed", "1")) {
            terminal.awaitPrompt();
            add(text, "it opens a file", terminal.screen());
            terminal.enter("step");
            add(text, "a step", terminal.screen());
            terminal.enter("step");
            add(text, "a failure", terminal.screen());
            terminal.enter("state");
            add(text, "state", terminal.screen());
            if (look != Look.DUMB) {
                terminal.type("invoke: {t");
                terminal.press("Tab");
                terminal.await("(of this invocation)");
                add(text, "suggestions", terminal.screen());
                terminal.press("C-c");
                terminal.awaitPrompt();
            }
            terminal.enter("help");
            add(text, "the end of help", terminal.screen());
            terminal.press("C-d");
            assertThat(terminal.exit()).isZero();
            terminal.assertRestored();
        }
        Golden.check(GOLDEN.resolve(look.file()), text.toString());
    }

    private static void add(StringBuilder text, String title, String screen) {
        var masked = screen;
        for (var pattern : CHANGING) {
            masked = pattern.matcher(masked)
                    .replaceAll(it -> "x".repeat(it.group().length()));
        }
        text.append("==== ").append(title).append('\n').append(masked);
    }
}
