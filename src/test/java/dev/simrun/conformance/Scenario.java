package dev.simrun.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.cli.Tools;
import dev.simrun.event.Event;
import dev.simrun.event.Fact;
import dev.simrun.language.ScenarioReader;
import dev.simrun.run.CaseResult;
import dev.simrun.run.Finished;
import dev.simrun.run.RefereeMode;
import dev.simrun.run.RunOptions;
import dev.simrun.run.Runner;
import dev.simrun.run.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A scenario with real processes: programs in a folder and the YAML that runs them. */
final class Scenario {
    /** Speaks HTTP with nothing but bash; each request has a connection of its own. */
    private static final String CLIENT = """
        #!/bin/bash
        call() { # METHOD PATH BODY HEADER...
          local method=$1 path=$2 body=$3
          shift 3
          exec 3<>"/dev/tcp/${AWS_LAMBDA_RUNTIME_API/://}"
          {
            printf '%s %s HTTP/1.1\\r\\nHost: lambda\\r\\nConnection: close\\r\\n' "$method" "$path"
            printf 'Content-Length: %d\\r\\n' "${#body}"
            printf '%s\\r\\n' "$@" ''
            printf '%s' "$body"
          } >&3
          cat <&3
          exec 3>&-
        }
        header() { grep -i "^$1: " | tr -d '\\r' | cut -d ' ' -f 2; }
        next() {
          request=$(call GET /2018-06-01/runtime/invocation/next '' |
              header Lambda-Runtime-Aws-Request-Id)
        }
        respond() { call POST "/2018-06-01/runtime/invocation/$request/response" "$1" >&2; }
        register() {
          id=$(call POST /2020-01-01/extension/register "$1" \\
              "Lambda-Extension-Name: ${0##*/}" | header Lambda-Extension-Identifier)
        }
        poll() { call GET /2020-01-01/extension/event/next '' "Lambda-Extension-Identifier: $id"; }
        report() { # WHAT TYPE
          call POST "/2020-01-01/extension/$1" '' "Lambda-Extension-Identifier: $id" \\
              "Lambda-Extension-Function-Error-Type: $2" >&2
        }
        """;

    private final Path folder;

    Scenario(Path folder) {
        this.folder = folder;
    }

    /** A program of the folder; its lines may use the functions of the client. */
    Scenario program(String name, String lines) throws IOException {
        Tools.require("bash", "cat", "cut", "grep", "sleep", "tr");
        var file = Files.writeString(folder.resolve(name), CLIENT + lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    /** Runs the scenario, which must pass; gives all that happened. */
    List<Event> passes(String yaml) throws Exception {
        var result = run(yaml);
        assertThat(result.failures()).as("failures of%n%s", yaml).isEmpty();
        return result.timeline();
    }

    private CaseResult run(String yaml) throws Exception {
        var path = Files.writeString(folder.resolve("x.yaml"), "name: x\n" + yaml);
        var file = ScenarioReader.read(path, path.toString(), Map.of(), System.getenv());
        var planned = new Runner.Planned(file, file.cases().getFirst());
        var options = new RunOptions(true, RefereeMode.OFF, Seeds.USUAL);
        return Finished.run(List.of(planned), options).getFirst();
    }

    /** The lines that an actor wrote to standard output. */
    static List<String> output(List<Event> timeline, String actor) {
        return timeline.stream()
                .filter(event -> event.actor().equals(actor))
                .flatMap(event -> event.as(Fact.Log.class).stream())
                .filter(log -> log.stream() == Fact.Log.Stream.STDOUT)
                .map(Fact.Log::line)
                .toList();
    }
}
