package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A scenario's text for a file in another folder. */
class MovingTest {
    private static String moved(String to, String text) {
        return new Moving(Path.of("/project/here"), Path.of(to)).text(text);
    }

    @Test
    void paths_mean_the_same_from_the_other_folder() {
        assertThat(moved("/project/here/saved", """
            name: x # a comment
            base: _base.yaml
            requires: [curl, {run: [./look, a/b], because: 'it''s'}, {run: [test, -e, a/b]}]
            vars: {orders: {$file: "data/orders.json"}, 'é': {$file: o.json}, same: {$file: /abs.json}}
            runtime:
              env: {A: b}
              command: [./bootstrap, a/b]
            extensions:
              one: {command: [bash, one.sh], kind: external}
              two:
                cwd: ../two
                command: [./two]
              three: {command: [three], cwd: '${vars.dir}'}
              four: {fake: [{when: shutdown, hang: forever}]}
            steps:
              - invoke: {payload: {$file: orders.json}}
              - assert: {a.b: {$$file: orders.json, cwd: here}}
            """)).isEqualTo("""
                name: x # a comment
                base: ../_base.yaml
                requires: [curl, {run: [../look, a/b], because: 'it''s'}, {run: [test, -e, a/b]}]
                vars: {orders: {$file: ../data/orders.json}, 'é': {$file: ../o.json}, same: {$file: /abs.json}}
                runtime:
                  env: {A: b}
                  cwd: ..
                  command: [./bootstrap, a/b]
                extensions:
                  one: {cwd: .., command: [bash, one.sh], kind: external}
                  two:
                    cwd: ../../two
                    command: [./two]
                  three: {command: [three], cwd: '${vars.dir}'}
                  four: {fake: [{when: shutdown, hang: forever}]}
                steps:
                  - invoke: {payload: {$file: ../orders.json}}
                  - assert: {a.b: {$$file: orders.json, cwd: here}}
                """);
    }

    @Test
    void a_folder_of_extensions_moves_too_and_an_odd_name_is_quoted() {
        assertThat(moved("/project/other", "name: x\nextensions: build/extensions\n"))
                .isEqualTo("name: x\nextensions: ../here/build/extensions\n");
        assertThat(moved("/project", "base: 'my base.yaml'\nruntime: none\n"))
                .isEqualTo("base: \"here/my base.yaml\"\nruntime: none\n");
        assertThat(moved("/project/here/sub", "runtime: {cwd: sub, command: [./a]}\n"))
                .isEqualTo("runtime: {cwd: ., command: [./a]}\n");
    }

    @Test
    void what_an_alias_stands_for_moves_once() {
        assertThat(moved("/project/here/s", "runtime: &a {command: [./a]}\nextensions: {e: *a}\n"))
                .isEqualTo("runtime: &a {cwd: .., command: [./a]}\nextensions: {e: *a}\n");
    }

    @Test
    void in_the_same_folder_and_where_it_is_no_yaml_all_stays() {
        assertThat(moved("/project/here", "base: a.yaml\n")).isEqualTo("base: a.yaml\n");
        assertThat(moved("/project", "base: [\n")).isEqualTo("base: [\n");
    }
}
