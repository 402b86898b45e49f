package dev.simrun.language;

import dev.simrun.scenario.Function;
import dev.simrun.scenario.Function.InitializationType;
import dev.simrun.scenario.Limits;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code function} and {@code limits}. */
final class FunctionReader {
    private static final long MIB = 1024L * 1024;
    private static final long PAYLOAD_BYTES = 6 * MIB + 100;
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration INTERNAL_ONLY = Duration.ofMillis(500);
    private static final Duration WITH_EXTERNAL = Duration.ofMillis(300);

    /** Variables of Lambda's that a function may set all the same (WIRE.md §6.4). */
    private static final Set<String> OVERRIDABLE =
            Set.of(
                    "AWS_LAMBDA_LOG_FORMAT",
                    "AWS_LAMBDA_LOG_LEVEL",
                    "AWS_LAMBDA_EXEC_WRAPPER",
                    "AWS_XRAY_CONTEXT_MISSING",
                    "AWS_XRAY_DAEMON_ADDRESS",
                    "LANG",
                    "LD_LIBRARY_PATH",
                    "PATH",
                    "TZ");

    private static final Set<String> RESERVED =
            Set.of(
                    "_HANDLER",
                    "_X_AMZN_TRACE_ID",
                    "AWS_DEFAULT_REGION",
                    "AWS_REGION",
                    "AWS_EXECUTION_ENV",
                    "AWS_ACCESS_KEY",
                    "AWS_ACCESS_KEY_ID",
                    "AWS_SECRET_ACCESS_KEY",
                    "AWS_SESSION_TOKEN",
                    "LAMBDA_TASK_ROOT",
                    "LAMBDA_RUNTIME_DIR");

    private final Problems problems;

    FunctionReader(Problems problems) {
        this.problems = problems;
    }

    Function function(Optional<Node> node) {
        var fields = fields(node, "function", Catalogue.FUNCTION);
        var name = fields.text("name", "my-function");
        var region = fields.text("region", "us-east-1");
        var account = fields.text("account", "123456789012");
        return new Function(
                name,
                fields.text("version", "$LATEST"),
                memory(fields),
                timeout(fields),
                fields.text("handler", "index.handler"),
                region,
                account,
                fields.text(
                        "arn", "arn:aws:lambda:" + region + ":" + account + ":function:" + name),
                env(fields),
                fields.get(
                                "log_format",
                                Decoders.choice("a log format", List.of("text", "json"), true))
                        .map(format -> Function.LogFormat.valueOf(format.toUpperCase(Locale.ROOT)))
                        .orElse(Function.LogFormat.TEXT),
                fields.get(
                                "initialization_type",
                                Decoders.choice(
                                        "an initialization type", InitializationType.names(), true))
                        .map(InitializationType::named)
                        .orElse(InitializationType.ON_DEMAND),
                fields.get("freeze", Decoders::bool).orElse(false));
    }

    private Fields fields(Optional<Node> node, String where, List<Key> known) {
        return Fields.of(
                node.orElseGet(() -> new Node.Mapping(ScenarioReader.NOWHERE, List.of())),
                where,
                known,
                problems);
    }

    private long memory(Fields fields) {
        var memory = fields.get("memory", Decoders::size).orElse(128 * MIB);
        if (memory < MIB || memory % MIB != 0) {
            problems.add(
                    Problem.of(
                            fields.node("memory").orElseThrow().at(),
                            "the memory is not a whole number of MiB"));
        }
        return memory;
    }

    private Duration timeout(Fields fields) {
        var timeout = fields.duration("timeout", Duration.ofSeconds(3));
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            problems.add(
                    Problem.of(
                            fields.node("timeout").orElseThrow().at(),
                            "a function's timeout lies between 1ms and 900s"));
        }
        return timeout;
    }

    private Map<String, String> env(Fields fields) {
        var env = fields.variables("env");
        if (fields.node("env").orElse(null) instanceof Node.Mapping mapping) {
            for (var entry : mapping.entries()) {
                if (reserved(entry.key().text())) {
                    problems.add(
                            Problem.of(
                                            entry.key().at(),
                                            "\""
                                                    + entry.key().text()
                                                    + "\" is set by Lambda itself")
                                    .note("an actor's own env may set it"));
                }
            }
        }
        return env;
    }

    private static boolean reserved(String name) {
        return !OVERRIDABLE.contains(name)
                && (RESERVED.contains(name) || name.startsWith("AWS_LAMBDA_"));
    }

    /** On demand 10 s; where nobody waits for it, Lambda is more patient (WIRE.md §6.1). */
    private static Duration init(Function function) {
        if (function.initializationType() == InitializationType.ON_DEMAND) {
            return Duration.ofSeconds(10);
        }
        var least = Duration.ofSeconds(130);
        return function.timeout().compareTo(least) > 0 ? function.timeout() : least;
    }

    Limits limits(Optional<Node> node, Function function) {
        var fields = fields(node, "limits", Catalogue.LIMITS);
        var shutdown = fields.duration("shutdown", Duration.ofSeconds(2));
        var payload = fields.get("payload", Decoders::size).orElse(PAYLOAD_BYTES);
        if (payload < 1 || payload > 1024 * MIB) {
            problems.add(
                    Problem.of(
                            fields.node("payload").orElseThrow().at(),
                            "a payload's limit lies between 1B and 1GiB"));
        }
        boolean shorter = fields.node("shutdown").isPresent();
        var share = shutdown.multipliedBy(15).dividedBy(100);
        return new Limits(
                fields.duration("init", init(function)),
                shutdown,
                fields.duration("shutdown_runtime", shorter ? share : WITH_EXTERNAL),
                fields.duration("shutdown_runtime", shorter ? share : INTERNAL_ONLY),
                fields.duration("restore", Duration.ofSeconds(10)),
                payload);
    }
}
