package dev.simrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What the source text shows: how long files and methods get, and where monitors are. */
class SourceTest {
    /**
     * Packages that may have monitors, as nothing calls them with a case's lock held: the prompt's thread and its
     * signals, what is told between cases, and sockets.
     */
    private static final Set<String> OWN_MONITORS = Set.of("repl", "report", "page", "http");

    private static final int FILE_LIMIT_LINES = 300;
    private static final int METHOD_LIMIT_LINES = 60;

    /** Files ({@code Sim.java}) and methods ({@code Sim.java on}) that may be longer, and why. */
    private static final Map<String, String> MAY_BE_LONGER = Map.of(
            "EventType.java", "the closed list of events, to be read from top to bottom",
            "EventText.java of", "a line for each type of event");

    @Test
    void files_and_methods_stay_short() throws IOException {
        var tooLong = new ArrayList<String>();
        var files = sources();
        for (var file : files) {
            var lines = Files.readAllLines(file).size();
            if (lines > FILE_LIMIT_LINES) {
                tooLong.add(file.getFileName() + ": " + lines + " lines");
            }
        }
        tooLong.addAll(longMethods(files));
        assertThat(tooLong)
                .as("longer than %s lines, or %s in a method", FILE_LIMIT_LINES, METHOD_LIMIT_LINES)
                .filteredOn(it -> !MAY_BE_LONGER.containsKey(it.replaceFirst(": .*", "")))
                .isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            var found =
                    files.filter(it -> it.toString().endsWith(".java")).sorted().toList();
            assertThat(found).as("source files").isNotEmpty();
            return found;
        }
    }

    /** Reads the files with javac's parser, because indentation alone doesn't tell what is a method. */
    private static List<String> longMethods(List<Path> files) throws IOException {
        var task = parser(files);
        var positions = Trees.instance(task).getSourcePositions();
        var found = new ArrayList<String>();
        for (var unit : task.parse()) {
            unit.accept(new MethodLength(unit, positions, found), null);
        }
        return found;
    }

    private static JavacTask parser(List<Path> files) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var units = compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(files);
        return (JavacTask) compiler.getTask(null, null, null, null, null, units);
    }

    @Test
    void no_monitor_is_taken_where_the_cases_lock_rules() throws IOException {
        var files = sources().stream()
                .filter(it -> it.startsWith(Path.of("src", "main")))
                .filter(it -> !OWN_MONITORS.contains(it.getName(5).toString()))
                .toList();
        var found = new ArrayList<String>();
        for (var unit : parser(files).parse()) {
            unit.accept(new Monitors(unit.getSourceFile().getName(), found), null);
        }
        assertThat(files).as("files looked at").hasSizeGreaterThan(200);
        assertThat(found).isEmpty();
    }

    private static final class Monitors extends TreeScanner<Void, Void> {
        private final String file;
        private final List<String> found;

        Monitors(String file, List<String> found) {
            this.file = file;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
                found.add(file + " " + method.getName());
            }
            return super.visitMethod(method, null);
        }

        @Override
        public Void visitSynchronized(SynchronizedTree block, Void unused) {
            found.add(file + ": a block");
            return super.visitSynchronized(block, null);
        }
    }

    private static final class MethodLength extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        MethodLength(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            var lineMap = unit.getLineMap();
            var first = lineMap.getLineNumber(positions.getStartPosition(unit, method));
            var last = lineMap.getLineNumber(positions.getEndPosition(unit, method));
            var lines = last - first + 1;
            if (lines > METHOD_LIMIT_LINES) {
                var file = Path.of(unit.getSourceFile().getName()).getFileName();
                found.add(file + " " + method.getName() + ": " + lines + " lines");
            }
            return super.visitMethod(method, null);
        }
    }
}
