package dev.simrun.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets go into scenarios and processes as they are, and no part of one comes out: all outputs are searched. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class SecretsOutTest {
    private static final String KEY = "sk/9f8e7d6c+5b4a\"Qz\\ & <co>";
    private static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.tQx7";
    private static final String PIN = "9081726354";

    /** So many characters of one, in any of the ways it may be written, are too many. */
    private static final int PART = 6;

    private static final String TELLS_ALL = """
        name: tells all
        runtime:
          command:
            - sh
            - -c
            - |
              echo "key: $API_KEY"
              printf %s "user:$API_KEY" | base64
              printf %s "$SIGN_TOKEN" | base64
              echo '{"token": "'$SIGN_TOKEN'", "pin": '$PIN'}' >&2
              exit 1
          env: {PIN: '${env.PIN}'}
          inherit: [API_KEY, SIGN_TOKEN]
        steps:
          - init: {}
            expect: {outcome: crash}
          - assert_log: {from: runtime, line: 'key: ${env.API_KEY}'}
          - note: {of: 'it is ${env.API_KEY}', pin: '${env.PIN}'}
          - set: {asked: '${env.SIGN_TOKEN}'}
          - assert_log: {from: runtime, line: 'Bearer ${env.SIGN_TOKEN} and TOKEN'}
        """.replace("and TOKEN", "and " + TOKEN);

    private static final String ANSWERS = """
        name: answers
        runtime:
          fake:
            - {when: invoke, reply: {token: '${env.SIGN_TOKEN}', pin: 9081726354, '${env.API_KEY}': 1}}
        steps:
          - init: {}
          - http: {path: '/2018-06-01/${env.SIGN_TOKEN}', headers: {x-key: '${env.SIGN_TOKEN}'}}
            expect: {status: 404}
          - invoke: {payload: {auth: 'Basic ${env.API_KEY}'}, request_id: '${env.SIGN_TOKEN}'}
            expect: {payload: {token: other, pin: 1, more: '${env.API_KEY}'}}
        """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws Exception {
        Files.writeString(
                folder.resolve("test.env"), "# for tests\n\nAPI_KEY='%s'\nPIN=%s\nSTAGE=dev\n".formatted(KEY, PIN));
        Files.writeString(folder.resolve("tells.yaml"), TELLS_ALL);
        Files.writeString(folder.resolve("answers.yaml"), ANSWERS);
    }

    private ExitCode simrun(String... arguments) throws Exception {
        var console = Main.Console.over(out, err, Map.of("SIGN_TOKEN", TOKEN, "OTHER_KEY", "not of this file"));
        return Main.command(List.of(arguments), console);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static void nothingIsTold(String text) {
        var decoded = text.replace("\\\\", "\\")
                .replace("\\\"", "\"")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
        for (var secret : List.of(KEY, TOKEN, PIN)) {
            var written = new ArrayList<>(List.of(secret, URLEncoder.encode(secret, UTF_8)));
            for (int before = 0; before < 3; before++) {
                var bytes = (" ".repeat(before) + secret).getBytes(UTF_8);
                var digits = Base64.getEncoder().withoutPadding().encodeToString(bytes);
                written.add(digits.substring((before * 8 + 5) / 6, bytes.length * 8 / 6));
            }
            for (var form : written) {
                for (int i = 0; i + PART <= form.length(); i++) {
                    assertThat(decoded).doesNotContain(form.substring(i, i + PART));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tells.yaml", "answers.yaml"})
    void no_report_of_a_run_shows_a_part_of_one(String file) throws Exception {
        var code = simrun(
                "-vv",
                "--env-file",
                at("test.env"),
                "--junit",
                at("report.xml"),
                "--jsonl",
                at("report.jsonl"),
                at(file));
        assertThat(code).as(out.toString(UTF_8) + err).isEqualTo(ExitCode.FAILED);
        assertThat(out.toString(UTF_8)).contains("***", "--env-file");
        for (var told : List.of(
                out.toString(UTF_8),
                err.toString(UTF_8),
                Files.readString(folder.resolve("report.xml")),
                Files.readString(folder.resolve("report.jsonl")))) {
            nothingIsTold(told);
        }
        assertThat(Files.readString(folder.resolve("report.xml"))).contains("***");
        assertThat(Files.readString(folder.resolve("report.jsonl"))).contains("***");
        assertThat(err.toString(UTF_8))
                .isEqualTo("notice: not masked, as a value under 8 characters may stand anywhere: STAGE\n");
    }

    @Test
    void matchers_and_processes_see_them_as_they_are() throws Exception {
        Files.writeString(
                folder.resolve("sees.yaml"),
                TELLS_ALL.replaceFirst("(?s)  - set: .*", "")
                        + "  - assert_log: {from: runtime, stream: stderr, line: {$contains: '\"" + TOKEN + "\"'}}\n");
        assertThat(simrun("--env-file", at("test.env"), at("sees.yaml")))
                .as(out.toString(UTF_8) + err)
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void a_session_shows_none_and_saves_their_names() throws Exception {
        var script = "note: 'Bearer ${env.SIGN_TOKEN}'\nnote: it is " + TOKEN + "\nprint env\nsave saved.yaml\n";
        var session = Simrun.in(folder).with("SIGN_TOKEN", TOKEN).piped(script, "repl", "--env-file", at("test.env"));
        assertThat(session.exit()).as(session.out() + session.err()).isZero();
        assertThat(session.out()).contains("***");
        nothingIsTold(session.out() + session.err());
        var saved = Files.readString(folder.resolve("saved.yaml"));
        nothingIsTold(saved);
        assertThat(saved).contains("note: it is ${env.SIGN_TOKEN}");
    }

    @Test
    void a_file_that_can_not_be_read_shows_none_of_its_environment_either() throws Exception {
        Files.writeString(folder.resolve("wrong.yaml"), "name: n\ntimeout: '${env.SIGN_TOKEN}'\nsteps: [invoke]\n");
        assertThat(simrun(at("wrong.yaml"))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(UTF_8)).contains("***");
        nothingIsTold(err.toString(UTF_8));
    }

    @Test
    void the_file_of_variables_wins_there_too() throws Exception {
        var file = Files.writeString(folder.resolve("own.env"), "SIGN_TOKEN=" + PIN + "\n");
        Files.writeString(folder.resolve("wrong.yaml"), "name: n\ntimeout: '${env.SIGN_TOKEN}'\nsteps: [invoke]\n");
        assertThat(simrun("--env-file", file.toString(), at("wrong.yaml"))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(UTF_8)).contains("***");
        nothingIsTold(err.toString(UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=1\nexport B=%s\n", "A=1\nA=%s\n", "%s\n", "1A=%s\n", "=%s\n"})
    void a_file_of_variables_that_is_wrong_is_told_by_its_line(String text) throws Exception {
        Files.writeString(folder.resolve("wrong.env"), text.formatted(TOKEN));
        var file = at("wrong.env");
        assertThat(catchThrowableOfType(ExitException.class, () -> simrun("--env-file", file, at("answers.yaml"))))
                .hasMessageMatching(
                        "--env-file \\Q" + file + "\\E:[12]: (not a line such as NAME=value|A is given twice)");
    }

    @Test
    void a_file_of_variables_that_is_not_there_is_told() {
        assertThat(catchThrowableOfType(
                        ExitException.class, () -> simrun("--env-file", at("none.env"), at("answers.yaml"))))
                .hasMessage("--env-file " + at("none.env") + ": there is no such file, or it can't be read");
    }
}
