package dev.simrun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the page about the architecture has of the packages: the rules, beside what each package says of itself. */
final class ArchitecturePage {
    private static final Pattern FIRST_SENTENCE = Pattern.compile("/\\*\\*(.*?)\\.\\s", Pattern.DOTALL);

    private static final Path MAIN = Path.of("src/main/java/dev/simrun");

    private ArchitecturePage() {}

    /**
     * Two tables in Markdown.
     *
     * @param mayUse the packages in the order in which they build on each other, with those that each may use
     * @param homes the beginnings of libraries' names, with the package that each is at home in
     */
    static String tables(Map<String, Set<String>> mayUse, Map<String, String> homes) throws IOException {
        var text = new StringBuilder("\n| package | what it is | may use |\n| --- | --- | --- |\n");
        for (var each : mayUse.entrySet()) {
            var used =
                    mayUse.keySet().stream().filter(each.getValue()::contains).toList();
            var uses = used.isEmpty() ? "–" : used.size() == mayUse.size() - 1 ? "all" : String.join(", ", used);
            text.append("| `%s` | %s | %s |\n".formatted(each.getKey(), summary(each.getKey()), uses));
        }
        text.append("\n| library | at home in |\n| --- | --- |\n");
        new TreeMap<>(homes)
                .forEach((library, home) ->
                        text.append("| `%s` | `%s` |\n".formatted(library.replaceFirst("\\.$", ""), home)));
        return text.append('\n').toString();
    }

    private static String summary(String packageName) throws IOException {
        var text = Files.readString(MAIN.resolve(packageName).resolve("package-info.java"));
        var sentence = FIRST_SENTENCE.matcher(text);
        if (!sentence.find()) {
            throw new IllegalStateException("no sentence in the package-info of " + packageName);
        }
        return sentence.group(1)
                .replaceAll("\\n \\*|\\s+", " ")
                .replaceAll(" +", " ")
                .strip()
                .replaceAll("\\{@code ([^}]*)}", "`$1`");
    }
}
