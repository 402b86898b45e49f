package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What files are called and hold reaches a terminal as text, however it is written, and never fills it. */
class StrangeTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/cli");

    @TempDir
    Path folder;

    @Test
    void control_characters_of_names_are_escaped_in_a_list() throws Exception {
        write("f\u001b[31m\nx.yaml", """
            name: "bad \\e[31mred\\a\\n second"
            tags: ["t\\e[1m"]
            cases: {"r\\e[2J\\nx": {n: 1}}
            steps: [note: "${case.n}"]
            """);
        var run = simrun("list", ".");
        assertThat(run.exit()).isZero();
        Golden.check(GOLDEN.resolve("list-strange.out"), run.out());
    }

    @Test
    void control_characters_of_files_are_escaped_in_mistakes() throws Exception {
        write("g\u001b[31m\nx.yaml", "name: [\nsteps: []\n");
        write("h.yaml", "name: x\n\"k\\e[2J\\ney\": 1\nsteps: [shutdown: \"\\a\\n\"]\n");
        var run = simrun("check", ".");
        assertThat(run.exit()).isEqualTo(2);
        Golden.check(GOLDEN.resolve("check-strange.err"), run.err());
        assertThat(simrun("check", "no\u001b[31m\nsuch").err()).doesNotContain("\u001b", "\nsuch");
        assertThat(simrun("explain", "no\u001b[31m\nsuch").err())
                .isEqualTo("error: nothing is called \"no\\u001b[31m\\nsuch\" (simrun explain lists what there is)\n");
    }

    @Test
    void control_characters_of_files_are_not_printed_by_a_run() throws Exception {
        write("f\u001b[31m\nx.yaml", """
            name: "bad \\e[31mred\\a\\n second"
            runtime: {fake: [{when: invoke, print: "\\e[2Jout\\a", reply: "\\e[31m\\n"}]}
            cases: {"r\\e[2J\\nx": {n: 1}}
            steps: [{invoke: {}, expect: {payload: "${case.n}"}}]
            """);
        var run = simrun("-vv", ".");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out() + run.err()).doesNotContain("\u001b", "\u0007");
        assertThat(run.out()).startsWith("FAIL  bad red\uFFFD\\n second [r\\nx]");
    }

    @Test
    void a_message_is_no_longer_than_a_screen() throws Exception {
        write("long.yaml", "name: x\n" + "k".repeat(1_000_000) + ": 1\nsteps: [note: hi]\n");
        var one = simrun("check", "long.yaml");
        assertThat(one.err()).hasSizeLessThan(2000).endsWith("\n1 error\n");
        assertThat(simrun("explain", "n".repeat(100_000)).err()).hasSizeLessThan(2000);
        write(
                "many.yaml",
                IntStream.range(0, 5000)
                        .mapToObj(i -> "k" + i + ": 1\n")
                        .collect(Collectors.joining("", "name: x\n", "steps: [note: hi]\n")));
        var many = simrun("check", "many.yaml");
        assertThat(many.err()).endsWith("\n1000 errors, of which the first 10 are shown\n");
        assertThat(many.err().lines()).hasSizeLessThan(250);
    }

    /** Without the launcher, which sets a locale that knows them. */
    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @ValueSource(strings = {"\"$u\"", "check \"$u\"", "f.yaml --junit \"$u\"", "repl \"$u\"", "\"$u:3\""})
    void letters_that_the_locale_does_not_know_are_told(String arguments) throws Exception {
        write("f.yaml", "name: fine\nsteps: [invoke]\n");
        var run = Simrun.in(folder)
                .with("LC_ALL", "C")
                .through("sh")
                .through("-c")
                .through("u=$(printf '\\303\\274').yaml; exec \"$0\" \"$@\" " + arguments)
                .run();
        assertThat(run.err())
                .contains(".yaml")
                .endsWith("\" has letters that the locale does not know; set LC_ALL=C.UTF-8 and try again\n")
                .containsOnlyOnce("\n");
        assertThat(run.exit()).isEqualTo(2);
    }

    private Simrun.Outcome simrun(String... arguments) throws Exception {
        return Simrun.in(folder).run(arguments).withoutTraces();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
