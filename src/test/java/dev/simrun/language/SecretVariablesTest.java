package dev.simrun.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.source.Source;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretVariablesTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("DD_API_KEY", "k", "My_Token", "t", "PASSWORD_FILE", "p", "HOME", "h", "AWS_SECRET", "s");

    @Test
    void their_names_say_so() {
        assertThat(SecretVariables.of(ENVIRONMENT).keySet())
                .containsExactly("AWS_SECRET", "DD_API_KEY", "My_Token", "PASSWORD_FILE");
    }

    @Test
    void a_file_takes_those_that_it_reads_or_hands_on() {
        var text = """
            name: x
            runtime: {command: a, inherit: [DD_API_KEY, HOME]}
            extensions:
              audit: {command: b, inherit: [AWS_SECRET]}
              fake: {}
            steps:
              - note: '${env.My_Token} ${env.HOME}'
            """;
        var file = ScenarioReader.read(Path.of("x.yaml"), new Source("x.yaml", text), Map.of(), ENVIRONMENT);
        assertThat(file.secrets()).isEqualTo(Map.of("DD_API_KEY", "k", "AWS_SECRET", "s", "My_Token", "t"));
    }
}
