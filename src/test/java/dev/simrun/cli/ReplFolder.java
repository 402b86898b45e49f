package dev.simrun.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with a scenario by either clock, and a REPL that reads a script in it. */
record ReplFolder(Path folder) {
    static final String REAL = """
        name: real
        extensions: {audit: {}}
        steps:
          - expect_registration: audit
          - invoke: {payload: {n: 1}}
            as: call
          - shutdown: spindown
        """;

    /** With {@code real.yaml} and {@code virtual.yaml}. */
    static ReplFolder in(Path folder) throws IOException {
        var made = new ReplFolder(folder);
        made.write("real.yaml", REAL);
        made.write("virtual.yaml", REAL.replace("name: real\n", "name: virtual\nclock: virtual\n"));
        return made;
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    Simrun.Outcome simrun(String script, String... arguments) throws Exception {
        return Simrun.in(folder).piped(script, arguments).withoutTraces();
    }
}
