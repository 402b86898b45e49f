package dev.simrun.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.run.Debugging;
import dev.simrun.typing.Suggestions;
import dev.simrun.typing.Suggestions.Word;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How what is typed at the prompt can go on. */
class CompletionsTest {
    private static final String SCENARIO = """
        name: x
        clock: virtual
        extensions: {audit: {}}
        steps:
          - set: {call: {payload: {n: 1, name: a}}, cold: true}
        """;

    /** What is offered for each of some lines, in a session that has set names. */
    private static List<Suggestions> suggestions(String... lines) throws Exception {
        var found = new ArrayList<Suggestions>();
        try (var debugging = Debugging.of(Steps.file(SCENARIO))) {
            var session = debugging.session();
            var _ = session.runNext();
            for (var line : lines) {
                found.add(Completions.of(line, new Prompt(session)));
            }
        }
        return found;
    }

    private static List<String> words(String line) throws Exception {
        return suggestions(line).getFirst().words().stream().map(Word::text).toList();
    }

    @Test
    void a_first_word_is_a_command_or_a_step_with_what_it_does() throws Exception {
        assertThat(words("re")).contains("retry", "reload", "restart", "reset: ", "restore");
        assertThat(words("st")).contains("step ", "state", "start: ", "stop: ");
        assertThat(words("")).contains("quit", "invoke: ");
        assertThat(words("zz")).isEmpty();
        assertThat(suggestions("relo").getFirst())
                .isEqualTo(new Suggestions(0, List.of(new Word("reload", Command.RELOAD.text())), false));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        'print call.payl'      | 6  | call.payload
        'p call.payload.'      | 2  | call.payload.n
        'set co'               | 4  | cold
        'help shutd'           | 5  | shutdown
        '? tbre'               | 2  | tbreak
        'break invo'           | 6  | invoke
        'b o'                  | 2  | 'on '
        'break on extension.ev' | 9 | extension.event
        'break on extension.event ev' | 25 | event=
        'tbreak on extension.event event=SHUT' | 32 | SHUTDOWN
        'timeline 3 aud'       | 11 | audit
        'logs ru'              | 5  | runtime
        'invoke: {payl'        | 9  | 'payload: '
        '- shutdown: tim'      | 12 | timeout
        'stop: aud'            | 6  | audit
        """)
    void a_word_goes_on_where_it_began(String line, int from, String word) throws Exception {
        var suggestions = suggestions(line).getFirst();
        assertThat(suggestions.words()).extracting(Word::text).contains(word);
        assertThat(suggestions.from()).isEqualTo(from);
        assertThat(suggestions.files()).isFalse();
    }

    @Test
    void save_goes_on_with_files() throws Exception {
        var save = suggestions("save fo").getFirst();
        assertThat(save.files()).isTrue();
        assertThat(save.from()).isEqualTo(5);
    }

    @Test
    void nothing_follows_where_nothing_can_be_named() throws Exception {
        for (var one : suggestions("step 1", "vars x", "garbage x", "break 7 x", "quit ")) {
            assertThat(one.words()).isEmpty();
            assertThat(one.files()).isFalse();
        }
    }

    @Test
    void each_word_is_offered_once() throws Exception {
        for (var line : List.of("", "help ", "break ", "s", "timeline ")) {
            assertThat(words(line)).as(line).doesNotHaveDuplicates();
        }
    }
}
