package dev.simrun.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Case;
import dev.simrun.source.ScenarioException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionFolderTest {
    @TempDir
    private Path folder;

    private Case read(String value) throws Exception {
        var file = folder.resolve("x.yaml");
        Files.writeString(file, "name: x\nextensions: " + value + "\nsteps: [invoke]\n");
        return ScenarioReader.read(file, "x.yaml", Map.of("dir", "opt/extensions"), Map.of())
                .cases()
                .getFirst();
    }

    private Path extensions() throws Exception {
        return Files.createDirectories(folder.resolve("opt/extensions"));
    }

    @Test
    void each_file_is_an_extension_hidden_ones_too_by_name_and_folders_are_passed_over() throws Exception {
        for (var name : new String[] {"b", "a.sh", ".hidden", "Z"}) {
            Files.createFile(extensions().resolve(name));
        }
        Files.createDirectory(extensions().resolve("lib"));
        var read = read("opt/extensions");
        assertThat(read.extensions()).extracting(Actor::name).containsExactly(".hidden", "Z", "a.sh", "b");
        var program = (Program.Real) read.extensions().getLast().program();
        assertThat(program.argv()).containsExactly(extensions().resolve("b").toString());
        assertThat(program.cwd()).isEqualTo(folder);
        assertThat(read.extensionsOff()).isFalse();
        assertThat(read("${vars.dir}").extensions()).hasSize(4);
    }

    @Test
    void a_folder_without_files_expects_no_extension() throws Exception {
        Files.createDirectory(extensions().resolve("lib"));
        assertThat(read("opt/extensions").extensions()).isEmpty();
    }

    @Test
    void a_file_beside_the_folder_switches_all_off() throws Exception {
        Files.createFile(extensions().resolve("a"));
        Files.createFile(folder.resolve("opt/disable-extensions-jwigqn8j"));
        assertThat(read("opt/extensions").extensionsOff()).isTrue();
        assertThat(read("opt/extensions").extensions()).extracting(Actor::name).contains("a");
        assertThat(read("{a: {}}").extensionsOff()).isFalse();
    }

    @Test
    void what_is_no_folder_is_told_with_its_place() throws Exception {
        Files.createFile(folder.resolve("file"));
        refused("missing", "there is no folder \"missing\"");
        refused("file", "\"file\" is no folder, and not a mapping from the names of extensions to what" + " they are");
        Files.createFile(extensions().resolve("runtime"));
        refused("opt/extensions", "an extension can't have the name \"runtime\", the runtime's");
    }

    private void refused(String value, String message) {
        assertThatThrownBy(() -> read(value)).isInstanceOfSatisfying(ScenarioException.class, wrong -> {
            assertThat(wrong.problems()).hasSize(1);
            var problem = wrong.problems().getFirst();
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.at().line()).isEqualTo(2);
        });
    }
}
