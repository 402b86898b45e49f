package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.simrun.language.ScenarioReader;
import dev.simrun.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The README and the pages keep their word: every scenario is read, every command is run as it stands there, in the
 * order of its page, and prints what is shown. A line {@code …} stands for lines that are left out.
 */
class PagesTest {
    private static final Path SCENARIOS = Path.of("scenarios");
    private static final Path CI = Path.of("src/site/resources/ci");
    private static final Pattern FILE_NAME = Pattern.compile("\\A# (\\S+\\.yaml)\n");
    private static final Pattern TYPED = Pattern.compile("\\S+ \\+\\d+\\.\\d{3}s ▸ (.+)");
    private static final Pattern PROMPT = Pattern.compile("\\S+ \\+\\d+\\.\\d{3}s ▸");
    /** Programs that no test runs, as a command line begins with them. */
    private static final Set<String> ELSEWHERE = Set.of(
            "mvn",
            "git",
            "docker",
            "kubectl",
            "aws",
            "src/bench/startup",
            "src/bench/invokes",
            "src/bench/suites",
            "src/bench/soak",
            "src/bench/page");

    private static final Set<String> HERE = Set.of("simrun", "./simrun", "printf");

    @TempDir
    private Path temp;

    private Path work = Path.of("");

    @BeforeEach
    void folder() throws IOException {
        work = Files.createDirectory(temp.resolve("work"));
        Files.createDirectories(work.resolve("scenarios/virtual"));
        for (var name : List.of("shutdown.yaml", "virtual/reset.yaml", "virtual/timeout.yaml")) {
            Files.copy(SCENARIOS.resolve(name), work.resolve("scenarios").resolve(name));
        }
    }

    static List<Path> pages() throws IOException {
        return Block.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void what_a_page_shows_is_so(Path page) throws Exception {
        var shell = Shell.in(work, Files.createDirectory(temp.resolve("programs")), "simrun");
        var named = new TreeSet<String>();
        for (var block : Block.of(page)) {
            switch (block.language()) {
                case "yaml" -> scenario(block, named);
                case "console" -> console(block, shell);
                case "sh" -> commands(block, shell);
                case "json" -> settings(block);
                case "text" -> assertThat(block.text()).as(block.place()).doesNotContain("simrun ", "$ ");
                default -> fail("%s: no test knows what to do with a block of \"%s\"", block.place(), block.language());
            }
            if (Set.of("console", "sh").contains(block.language())) {
                named.removeIf(block.text()::contains);
            }
        }
        assertThat(named)
                .as("%s: scenarios that no command below them runs", page)
                .isEmpty();
    }

    /** One of the folder, or one that has its name in its first line; or a part of one, as it would be read. */
    private void scenario(Block block, Set<String> named) throws Exception {
        var name = FILE_NAME.matcher(block.text());
        if (name.find()) {
            Files.writeString(work.resolve(name.group(1)), block.text());
            named.add(name.group(1));
        } else if (block.text().startsWith("name: ")) {
            try (var files = Files.list(SCENARIOS)) {
                assertThat(files.filter(it -> it.toString().endsWith(".yaml")).map(PagesTest::withoutHead))
                        .as("%s: one of scenarios, or one with a first line # FILE.yaml", block.place())
                        .contains(block.text());
            }
        } else {
            Files.createDirectories(work.resolve("functions"));
            var steps = block.text().contains("steps:") ? "" : "steps: [invoke]\n";
            var source = new Source(block.place(), "name: a part\n" + block.text() + steps);
            assertThat(ScenarioReader.read(work.resolve("part.yaml"), source, Map.of(), Map.of())
                            .cases())
                    .hasSize(1);
        }
    }

    /** What a scenario is without the comment that it begins with. */
    private static String withoutHead(Path file) {
        try {
            return Files.readString(file).replaceFirst("\\A(#.*\n)+", "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Commands behind a {@code $}, each with what it prints; or a session of the debugger. */
    private void console(Block block, Shell shell) throws Exception {
        var lines = block.lines();
        assertThat(lines.getFirst()).as(block.place()).startsWith("$ ");
        if (lines.stream().anyMatch(line -> TYPED.matcher(line).matches())) {
            session(block);
            return;
        }
        for (int i = 0; i < lines.size(); ) {
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).startsWith("$ ")) {
                end++;
            }
            var command = lines.get(i).substring(2);
            assertThat(HERE).as("%s: who runs %s", block.place(), command).contains(command.split(" ", -1)[0]);
            var ran = shell.run(command, Map.of());
            compare(
                    block.place() + ": " + command,
                    lines.subList(i + 1, end),
                    ran.out().lines().toList());
            i = end;
        }
    }

    private void session(Block block) throws Exception {
        var lines = block.lines();
        var arguments = lines.getFirst().replaceFirst("\\$ \\S*simrun ", "").split(" ", -1);
        try (var terminal = TerminalSession.in(temp).size(150, 100).start(arguments)) {
            terminal.awaitPrompt();
            for (var line : lines) {
                var typed = TYPED.matcher(line);
                if (typed.matches()) {
                    terminal.enter(typed.group(1));
                }
            }
            var shown = terminal.all().lines().map(String::stripTrailing).toList();
            int end = shown.size() - 1;
            while (!PROMPT.matcher(shown.get(end)).matches()) {
                end--;
            }
            int begin = shown.getFirst().isEmpty() ? 1 : 0;
            compare(block.place(), lines.subList(1, lines.size()), shown.subList(begin, end));
        }
    }

    private static void compare(String place, List<String> expected, List<String> printed) {
        var wanted = expected.stream().map(PagesTest::timeless).toList();
        var got = printed.stream().map(PagesTest::timeless).toList();
        if (!fits(wanted, got)) {
            assertThat(String.join("\n", got)).as(place).isEqualTo(String.join("\n", wanted));
        }
    }

    private static String timeless(String line) {
        return line.replaceAll("\\b\\d+\\.\\d\\ds\\b", "0.00s");
    }

    private static boolean fits(List<String> expected, List<String> printed) {
        if (expected.isEmpty()) {
            return printed.isEmpty();
        }
        var rest = expected.subList(1, expected.size());
        if (expected.getFirst().strip().equals("…")) {
            return IntStream.rangeClosed(0, printed.size())
                    .anyMatch(left -> fits(rest, printed.subList(left, printed.size())));
        }
        return !printed.isEmpty()
                && printed.getFirst().equals(expected.getFirst())
                && fits(rest, printed.subList(1, printed.size()));
    }

    /** A script: run, unless it is for programs that are elsewhere; then its form and its files are looked at. */
    private void commands(Block block, Shell shell) throws Exception {
        var programs = block.lines().stream()
                .map(line -> line.replaceFirst("^\\w+=\\$\\(", "").split(" ", -1)[0])
                .toList();
        if (HERE.containsAll(programs)) {
            var ran = shell.run(block.text(), Map.of());
            assertThat(ran.exit()).as("%s\n%s", block.place(), ran.out()).isZero();
            return;
        }
        assertThat(ELSEWHERE).as("%s: programs that are not run", block.place()).containsAll(programs);
        assertThat(shell.run("bash -n <<'END'\n" + block.text() + "END", Map.of())
                        .exit())
                .as(block.place())
                .isZero();
        for (var word : block.text().split("\\s+|file://", -1)) {
            if (word.startsWith("src/")) {
                assertThat(Path.of(word)).as(block.place()).isExecutable();
            } else if (word.matches("[\\w-]+\\.(yaml|json)|Containerfile")) {
                assertThat(CI.resolve(word)).as(block.place()).isRegularFile();
            } else if (word.startsWith("-Dtest=")) {
                assertThat(tests()).as(block.place()).contains(word.substring("-Dtest=".length()) + ".java");
            }
        }
    }

    private static List<String> tests() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.map(it -> it.getFileName().toString()).toList();
        }
    }

    /** An editor's, whose schema is what the page has had made before. */
    private void settings(Block block) {
        var schemas = JsonMapper.shared().readTree(block.text()).path("yaml.schemas");
        assertThat(schemas.propertyNames())
                .as(block.place())
                .isNotEmpty()
                .allSatisfy(it ->
                        assertThat(work.resolve(it)).hasSameTextualContentAs(Path.of("schema/scenario.schema.json")));
    }
}
