package dev.simrun.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LocalesTest {
    private final Recorder recorder = new Recorder();

    @AfterEach
    void close() {
        recorder.close();
    }

    private List<String> charmap(String locale) throws Exception {
        var variables = Map.of("PATH", "/usr/bin:/bin", "LANG", locale);
        return recorder.outputOf(new Command(List.of("locale", "charmap"), Path.of("/"), variables));
    }

    @Test
    void the_locale_of_the_processes_is_one_that_this_machine_has() throws Exception {
        assertThat(charmap(Processes.utf8Locale())).containsExactly("STDOUT UTF-8");
    }

    @Test
    void programs_complain_of_one_that_there_is_not() throws Exception {
        assertThat(charmap("xx_XX.UTF-8")).contains("STDOUT ANSI_X3.4-1968");
    }
}
