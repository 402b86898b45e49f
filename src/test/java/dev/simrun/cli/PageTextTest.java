package dev.simrun.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The text of the README and the pages: its links lead somewhere, and the options that it names are there. */
class PageTextTest {
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

    private static final Pattern OPTION = Pattern.compile("(?<=^|[\\s\\[])--[a-z][a-z-_]*");

    /** Options in the text that are those of others: of Bazel, and of the benchmarks. */
    private static final Set<String> OF_OTHERS = Set.of("--test_filter", "--peer", "--extensions", "--payloads");

    static List<Path> pages() throws IOException {
        return Block.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void an_option_in_the_text_is_one_that_there_is(Path page) throws Exception {
        var wrong = new TreeSet<String>();
        var spans = SPAN.matcher(Block.prose(page));
        while (spans.find()) {
            var span = spans.group(1);
            if (!span.matches("(?s)(\\./)?simrun .*|--.*")) {
                continue; // of something else
            }
            var words = span.replaceFirst("^\\./", "").split(" ", -1);
            var command =
                    words.length > 1 && words[0].equals("simrun") ? Command.named(words[1]) : Optional.<Command>empty();
            var help = command.isPresent()
                    ? help(command.get().word())
                    : words[0].equals("simrun") ? help("run") : everything();
            var options = OPTION.matcher(span);
            while (options.find()) {
                if (!OF_OTHERS.contains(options.group()) && !help.contains(options.group())) {
                    wrong.add(span);
                }
            }
            if (words[0].equals("simrun") && words.length > 1 && words[1].matches("[a-z]+") && command.isEmpty()) {
                assertThat(words[1]).as("%s: %s", page, span).isEqualTo("scenarios");
            }
        }
        assertThat(wrong).as("%s: options that simrun has not got", page).isEmpty();
    }

    private static String everything() throws Exception {
        return help(Command.words().toArray(String[]::new));
    }

    private static String help(String... commands) throws Exception {
        var out = new ByteArrayOutputStream();
        var words = new ArrayList<>(List.of("help"));
        words.addAll(Arrays.asList(commands));
        var console = Main.Console.over(out, new ByteArrayOutputStream(), Map.of());
        Main.command(words, console);
        console.out().flush();
        return out.toString(UTF_8);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_link_leads_to_a_file(Path page) throws Exception {
        var links = Pattern.compile("]\\(([^)#]+)\\)").matcher(Files.readString(page));
        var here = page.toAbsolutePath();
        assertThat(links.results().map(it -> it.group(1)).filter(it -> !it.startsWith("https://")))
                .allSatisfy(it -> assertThat(here.resolveSibling(it)).exists());
    }

    @Test
    void the_readme_leads_and_does_not_teach() throws IOException {
        var readme = Path.of("README.md");
        assertThat(Files.readAllLines(readme)).hasSizeLessThan(250);
        assertThat(Block.of(readme).stream()
                        .filter(it -> it.language().equals("sh"))
                        .map(Block::text))
                .containsExactly("./simrun scenarios/shutdown.yaml\n", "mvn verify\n");
        var text = Files.readString(readme);
        assertThat(Block.pages().stream().filter(it -> !it.equals(readme)))
                .allSatisfy(it -> assertThat(text).contains("](" + it + ")"));
    }
}
