package dev.simrun;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Has PIT change the code in small ways and tells, package by package, how many of the changes the tests notice: see
 * the page about the architecture. The profile {@code mutation} starts it, with a JDK that can run the tests.
 */
final class MutationScores {
    /** These look at the sources, start processes of their own, which no change reaches, or take seconds each. */
    private static final List<String> WITHOUT = List.of(
            "ArchitectureTest",
            "FormatTest",
            "LauncherTest",
            "SourceTest",
            "cli.*ProcessTest",
            "cli.EditorTest",
            "cli.EndToEndTest",
            "cli.FreezeStepsTest",
            "cli.InterruptTest",
            "cli.MutantsTest",
            "cli.MutatedFilesTest",
            "cli.OfficialClientsTest",
            "cli.ReplRunTest",
            "cli.ReplScriptTest",
            "cli.ReplayTest",
            "cli.ScenariosTest",
            "cli.ScreensTest",
            "cli.StepsTest",
            "cli.Terminal*Test",
            "cli.VirtualTest",
            "http.MutationsTest",
            "language.GrowthTest",
            "language.MutatedTextsTest",
            "run.ManyCasesTest");

    private static final Path REPORT = Path.of("target", "pit-reports");

    private MutationScores() {}

    /**
     * Changes packages and prints their scores, and each change that no test noticed.
     *
     * @param args names of packages below {@code dev.simrun}, and the tests that may notice, such as {@code *} or
     *     {@code sim.*,cli.EveryCheckFailsOnceTest}; each with commas between them
     */
    public static void main(String[] args) throws Exception {
        int status = pit(List.of(args[0].split(",")), List.of(args[1].split(",")));
        if (status != 0) {
            System.exit(status);
        }
        var mutants = mutants();
        mutants.stream().filter(mutant -> !mutant.noticed()).map(Mutant::line).forEach(System.out::println);
        System.out.print(table(mutants));
    }

    private static int pit(List<String> packages, List<String> tests) throws Exception {
        var jvm = List.of("--enable-native-access=ALL-UNNAMED", "-Duser.timezone=UTC", "-Duser.language=en");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.pitest.mutationtest.commandline.MutationCoverageReport"));
        Collections.addAll(command, "--reportDir", REPORT.toString(), "--timestampedReports=false");
        var classes = Path.of("target", "classes").toAbsolutePath().toString();
        Collections.addAll(command, "--sourceDirs", "src/main/java", "--mutableCodePaths", classes);
        Collections.addAll(command, "--targetClasses", names(packages, ".*"), "--targetTests", names(tests, ""));
        Collections.addAll(command, "--excludedTestClasses", names(WITHOUT, ""));
        Collections.addAll(command, "--outputFormats", "HTML,XML", "--jvmArgs", String.join(",", jvm));
        Collections.addAll(
                command, "--threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static String names(List<String> below, String end) {
        return below.stream().map(name -> "dev.simrun." + name + end).collect(Collectors.joining(","));
    }

    /** A changed place in the code. */
    private record Mutant(String packageName, String status, String line) {
        boolean noticed() {
            return !List.of("SURVIVED", "NO_COVERAGE").contains(status);
        }
    }

    private static List<Mutant> mutants() throws Exception {
        try (var in = Files.newInputStream(REPORT.resolve("mutations.xml"))) {
            var nodes = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getElementsByTagName("mutation");
            var mutants = new ArrayList<Mutant>();
            for (int i = 0; i < nodes.getLength(); i++) {
                mutants.add(mutant((Element) nodes.item(i)));
            }
            return mutants;
        }
    }

    private static Mutant mutant(Element tree) {
        var type = text(tree, "mutatedClass");
        var status = tree.getAttribute("status");
        var place =
                "%s(%s:%s)".formatted(text(tree, "mutatedMethod"), text(tree, "sourceFile"), text(tree, "lineNumber"));
        var below = type.substring("dev.simrun.".length());
        return new Mutant(
                below.substring(0, below.indexOf('.')),
                status,
                "%-11s %s.%s: %s".formatted(status, type, place, text(tree, "description")));
    }

    private static String text(Element tree, String name) {
        return tree.getElementsByTagName(name).item(0).getTextContent();
    }

    private static String table(List<Mutant> mutants) {
        Map<String, List<Mutant>> byPackage =
                mutants.stream().collect(Collectors.groupingBy(Mutant::packageName, TreeMap::new, Collectors.toList()));
        var text = new StringBuilder("%-10s %8s %8s %7s\n".formatted("package", "changes", "noticed", "score"));
        byPackage.forEach((name, all) -> {
            long noticed = all.stream().filter(Mutant::noticed).count();
            text.append("%-10s %8d %8d %6.1f%%\n".formatted(name, all.size(), noticed, 100.0 * noticed / all.size()));
        });
        return text.toString();
    }
}
