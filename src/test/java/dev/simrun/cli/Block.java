package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fenced block of the README or a page.
 *
 * @param line where it begins, from 1
 * @param language what stands behind the fence; empty if nothing does
 * @param text its lines, each with its end
 */
record Block(Path page, int line, String language, String text) {
    private static final Path README = Path.of("README.md");
    private static final Path PAGES = Path.of("src/site/markdown");

    /** Parts of pages that are made by the code; tests of their own hold them. */
    private static final Set<String> MADE = Set.of("help", "words", "commands", "lines", "reference", "packages");

    private static final Pattern MARK = Pattern.compile("<!-- (/?)(\\S+) -->");

    static List<Path> pages() throws IOException {
        try (var files = Files.list(PAGES)) {
            return Stream.concat(Stream.of(README), files.sorted()).toList();
        }
    }

    /** All of a page, but for what is made. */
    static List<Block> of(Path page) throws IOException {
        var blocks = new ArrayList<Block>();
        var lines = written(page);
        int i = 0;
        while (i < lines.size()) {
            if (lines.get(i).startsWith("```")) {
                int end = i + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                var text = lines.subList(i + 1, end).stream().map(it -> it + "\n");
                blocks.add(new Block(page, i + 1, lines.get(i).substring(3), String.join("", text.toList())));
                i = end;
            }
            i++;
        }
        return blocks;
    }

    /** Its text outside of blocks, which somebody has written. */
    static String prose(Path page) throws IOException {
        return String.join("\n", written(page)).replaceAll("(?ms)^```.*?^```$", "");
    }

    /** The lines of a page; those that are made are empty. */
    private static List<String> written(Path page) throws IOException {
        var lines = new ArrayList<String>();
        var within = "";
        for (var line : Files.readAllLines(page)) {
            var mark = MARK.matcher(line);
            if (mark.matches()) {
                assertThat(mark.group(2))
                        .as("%s: a part that a test holds", page)
                        .matches(it -> MADE.contains(it) || CiFilesTest.FILES.contains(it));
                within = mark.group(1).isEmpty() ? mark.group(2) : "";
            }
            lines.add(within.isEmpty() ? line : "");
        }
        assertThat(within).as("%s: a part that does not end", page).isEmpty();
        return lines;
    }

    List<String> lines() {
        return text.lines().toList();
    }

    /** Where it is, for a message. */
    String place() {
        return page + ":" + line;
    }
}
