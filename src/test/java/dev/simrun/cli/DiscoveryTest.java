package dev.simrun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
    @TempDir
    private Path folder;

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> found(String... excluded) throws ExitException {
        return Discovery.of(folder, List.of(excluded)).scenarios().stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
    }

    @Test
    void a_scenario_is_known_by_its_keys_even_if_it_is_a_wrong_one() throws Exception {
        write("a.yaml", "name: x\nsteps: [invoke]\n");
        write("b.yml", "steps: [invoke\n"); // no YAML, and a scenario all the same
        write("c.yaml", "name: x\nextensions: {}\n"); // what it lacks is told
        write("d.yaml", "{'steps': []}\n");
        write("e/f.YAML", "'steps' : []\n");
        assertThat(found()).containsExactly("a.yaml", "b.yml", "c.yaml", "d.yaml", "e/f.YAML");
        assertThat(Discovery.of(folder, List.of()).passedOver()).isZero();
    }

    @Test
    void yaml_of_others_is_passed_over_and_counted() throws Exception {
        write("a.yaml", "name: x\nsteps: [invoke]\n");
        write("action.yml", "name: x\ndescription: y\nruns: {using: node20}\n");
        write("workflow.yaml", "name: x\njobs:\n  a:\n    steps: []\n");
        write("pods.yaml", "kind: Pod\n---\nkind: Pod\n");
        write("list.yaml", "- steps: []\n");
        write("broken.yaml", "a: [\n");
        write("empty.yaml", "");
        write("notes.txt", "steps: []\n");
        var found = Discovery.of(folder, List.of());
        assertThat(found.scenarios()).hasSize(1);
        assertThat(Discovery.passedOverText(found.passedOver()))
                .isEqualTo("passed over 6 YAML files that are no scenarios");
        assertThat(Discovery.passedOverText(1)).isEqualTo("passed over 1 YAML file that is no scenario");
    }

    @Test
    void fragments_settings_and_folders_of_others_are_not_looked_at() throws Exception {
        for (var path : List.of(
                "_base.yaml",
                "simrun.yaml",
                ".hidden.yaml",
                ".git/a.yaml",
                "node_modules/a/b.yaml",
                "target/a.yaml",
                "build/a.yaml",
                "dist/a.yaml",
                "a/venv/b.yaml")) {
            write(path, "name: x\nsteps: [invoke]\n");
        }
        assertThat(found()).isEmpty();
        assertThat(Discovery.of(folder.resolve("target"), List.of()).scenarios())
                .hasSize(1); // it was asked for
    }

    @Test
    void globs_leave_out_files_and_whole_folders() throws Exception {
        for (var path : List.of("a.yaml", "drafts/b.yaml", "drafts/c/d.yaml", "e/drafts/f.yaml")) {
            write(path, "name: x\nsteps: [invoke]\n");
        }
        assertThat(found("drafts")).containsExactly("a.yaml", "e/drafts/f.yaml");
        assertThat(found("drafts/")).containsExactly("a.yaml", "e/drafts/f.yaml");
        assertThat(found("drafts/*")).containsExactly("a.yaml", "e/drafts/f.yaml");
        assertThat(found("**/drafts", "a.*")).containsExactly("drafts/b.yaml", "drafts/c/d.yaml");
        assertThat(found("**.yaml")).isEmpty();
    }

    @Test
    void wrong_glob_is_refused() {
        assertThatThrownBy(() -> Discovery.of(folder, List.of("[a")))
                .isInstanceOf(ExitException.class)
                .hasMessageContaining("--exclude \"[a\"");
    }
}
