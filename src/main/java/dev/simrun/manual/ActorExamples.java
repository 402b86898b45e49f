package dev.simrun.manual;

import java.util.Map;

/** What the keys of an actor look like in a file. */
final class ActorExamples {
    private static final Map<String, String> EXAMPLES = Map.of(
            "command", "extensions: {audit: {command: [bash, extensions/audit.sh]}}",
            "env", "runtime: {command: [./bootstrap], env: {LOG_LEVEL: debug, RETRIES: 3}}",
            "cwd", "runtime: {command: [python3, -m, awslambdaric, app.handler], cwd: functions}",
            "inherit", "runtime: {command: [./bootstrap], inherit: [AWS_PROFILE, TZ]}",
            "fake", "runtime: {fake: [{when: invoke, nth: 2, hang: forever}]}",
            "name", "extensions: {audit: {command: [python3, my_ext.py], name: my_ext.py}}",
            "kind", "extensions: {tracer: {kind: internal}}",
            "events", "extensions: {audit: {events: [SHUTDOWN]}}");

    private ActorExamples() {}

    /** A line of a scenario that has the key; empty where there is none. */
    static String of(String key) {
        return EXAMPLES.getOrDefault(key, "");
    }
}
