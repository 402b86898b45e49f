package dev.simrun.language;

import dev.simrun.scenario.Function;
import dev.simrun.scenario.Function.InitializationType;
import dev.simrun.scenario.Function.LogFormat;
import dev.simrun.scenario.Limits;
import dev.simrun.scenario.Values;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code function} and {@code limits}. */
record FunctionReader(Problems problems) {
    private static final long MIB = 1024L * 1024;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(15);
    private static final Duration INTERNAL_ONLY = Duration.ofMillis(500);
    private static final Duration WITH_EXTERNAL = Duration.ofMillis(300);

    private static final Pattern RUNTIME_IDENTIFIER = Pattern.compile(
            "(python|ruby)[0-9]+\\.[0-9]+|nodejs[0-9]+\\.(x|[0-9]+)|java[0-9]+(\\.al[0-9]+)?|dotnet[0-9]+"
                    + "|dotnetcore[0-9]+\\.[0-9]+|go1\\.x|provided(\\.al[0-9]+)?");

    private static final String RUNTIME_SUCH_AS =
            "no identifier of Lambda's such as python3.13, nodejs22.x, java21 or provided.al2023";

    private static final Key<String> NAME = Key.of("name", Kind.TEXT, "its name", "my-function");
    private static final Key<String> VERSION = Key.of("version", Kind.TEXT, "its version", "$LATEST");
    private static final Key<String> RUNTIME = Key.of(
            "runtime",
            Kind.TEXT.schema(() -> Schemas.text("^(" + RUNTIME_IDENTIFIER + ")$", RUNTIME_SUCH_AS)),
            "Lambda's identifier, such as python3.13, as in AWS_EXECUTION_ENV, which clients read");
    private static final Key<Long> MEMORY = Key.of("memory", Kind.SIZE, "its memory, in whole MiB", "128MiB");
    private static final Key<Duration> TIMEOUT =
            Key.of("timeout", Kind.DURATION, "of an invocation, 1ms to 900s", "3s");
    private static final Key<String> HANDLER = Key.of("handler", Kind.TEXT, "as in _HANDLER", "index.handler");
    private static final Key<String> REGION = Key.of("region", Kind.TEXT, "as in AWS_REGION", "us-east-1");
    private static final Key<String> ACCOUNT = Key.of("account", Kind.TEXT, "twelve digits", "123456789012");
    private static final Key<String> ARN = Key.usually("arn", Kind.TEXT, "that callers use", "made of the above");
    private static final Key<Map<String, String>> ENV =
            Key.of("env", Kind.VARIABLES, "its own environment variables; Lambda's are refused");
    private static final Key<InitializationType> INIT_TYPE = Key.of(
            "initialization_type",
            Kind.choice(
                    "an initialization type", true, List.of(InitializationType.values()), InitializationType::wireName),
            "how its environments come to be; snap-start takes a snapshot after init and restores it before"
                    + " the first invocation",
            "on-demand");
    private static final Key<LogFormat> LOG_FORMAT =
            Key.of("log_format", Kind.choice("a log format", LogFormat.class, true), "how Lambda writes logs", "text");
    private static final Key<Boolean> FREEZE =
            Key.of("freeze", Kind.BOOLEAN, "freeze all processes after init and between invocations", "false");

    static final List<Key<?>> FUNCTION = List.of(
            NAME, VERSION, RUNTIME, MEMORY, TIMEOUT, HANDLER, REGION, ACCOUNT, ARN, ENV, INIT_TYPE, LOG_FORMAT, FREEZE);

    private static final Key<Duration> INIT = Key.usually(
            "init", Kind.DURATION, "of the init phase", "10s; not on demand 130s or the function's timeout");
    private static final Key<Duration> RESTORE =
            Key.of("restore", Kind.DURATION, "of the restore of a snapshot", "10s");
    private static final Key<Duration> SHUTDOWN = Key.of("shutdown", Kind.DURATION, "of the shutdown phase", "2s");
    private static final Key<Duration> SHUTDOWN_RUNTIME = Key.usually(
            "shutdown_runtime",
            Kind.DURATION,
            "the runtime's share of it",
            "300ms; 500ms with internal extensions only");
    private static final Key<Long> PAYLOAD = Key.of("payload", Kind.SIZE, "of an event or a response", "6291556B");

    static final List<Key<?>> LIMITS = List.of(INIT, RESTORE, SHUTDOWN, SHUTDOWN_RUNTIME, PAYLOAD);

    /** Variables of Lambda's that a function may set all the same (WIRE.md §6.4). */
    private static final Set<String> OVERRIDABLE =
            names("AWS_LAMBDA_LOG_FORMAT AWS_LAMBDA_LOG_LEVEL AWS_LAMBDA_EXEC_WRAPPER AWS_XRAY_CONTEXT_MISSING"
                    + " AWS_XRAY_DAEMON_ADDRESS LANG LD_LIBRARY_PATH PATH TZ");

    private static final Set<String> RESERVED =
            names("_HANDLER _X_AMZN_TRACE_ID AWS_DEFAULT_REGION AWS_REGION AWS_EXECUTION_ENV AWS_ACCESS_KEY"
                    + " AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN LAMBDA_TASK_ROOT"
                    + " LAMBDA_RUNTIME_DIR");

    private static Set<String> names(String all) {
        return Set.of(all.split(" ", -1));
    }

    Function function(Optional<Node> node) {
        var fields = fields(node, "function", FUNCTION);
        var name = fields.or(NAME);
        var region = fields.or(REGION);
        var account = fields.or(ACCOUNT);
        return new Function(
                name,
                fields.or(VERSION),
                runtime(fields),
                memory(fields),
                timeout(fields),
                fields.or(HANDLER),
                region,
                account,
                fields.get(ARN).orElse("arn:aws:lambda:" + region + ":" + account + ":function:" + name),
                env(fields),
                fields.or(LOG_FORMAT),
                fields.or(INIT_TYPE),
                fields.or(FREEZE));
    }

    private Fields fields(Optional<Node> node, String where, List<Key<?>> known) {
        return Fields.of(node.orElseGet(() -> new Node.Mapping(Values.NOWHERE, List.of())), where, known, problems);
    }

    private Optional<String> runtime(Fields fields) {
        var runtime = fields.get(RUNTIME);
        if (runtime.filter(it -> !RUNTIME_IDENTIFIER.matcher(it).matches()).isPresent()) {
            fields.tell(RUNTIME, "\"" + runtime.get() + "\" is " + RUNTIME_SUCH_AS);
        }
        return runtime;
    }

    private long memory(Fields fields) {
        var memory = fields.or(MEMORY);
        if (memory < MIB || memory % MIB != 0) {
            fields.tell(MEMORY, shown(fields, MEMORY) + " is not a whole number of MiB");
        }
        return memory;
    }

    private Duration timeout(Fields fields) {
        var timeout = fields.or(TIMEOUT);
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            fields.tell(TIMEOUT, shown(fields, TIMEOUT) + " is no function's timeout: it lies between 1ms and 900s");
        }
        return timeout;
    }

    private static String shown(Fields fields, Key<?> key) {
        return fields.node(key).map(Node::shown).orElseThrow();
    }

    private Map<String, String> env(Fields fields) {
        if (fields.node(ENV).orElse(null) instanceof Node.Mapping mapping) {
            mapping.keys()
                    .filter(key -> reserved(key.text()))
                    .forEach(key -> problems.add(Problem.of(key.at(), "\"" + key.text() + "\" is set by Lambda itself")
                            .note("an actor's own env may set it")));
        }
        return fields.get(ENV).orElse(Map.of());
    }

    private static boolean reserved(String name) {
        return !OVERRIDABLE.contains(name) && (RESERVED.contains(name) || name.startsWith("AWS_LAMBDA_"));
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
        var fields = fields(node, "limits", LIMITS);
        var shutdown = fields.or(SHUTDOWN);
        var payload = fields.or(PAYLOAD);
        if (payload < 1 || payload > 1024 * MIB) {
            fields.tell(PAYLOAD, shown(fields, PAYLOAD) + " is no limit of a payload: it lies between 1B and 1GiB");
        }
        var share = shutdown.multipliedBy(15).dividedBy(100);
        boolean shorter = fields.has(SHUTDOWN);
        var given = fields.get(SHUTDOWN_RUNTIME);
        return new Limits(
                fields.get(INIT).orElseGet(() -> init(function)),
                shutdown,
                given.orElse(shorter ? share : WITH_EXTERNAL),
                given.orElse(shorter ? share : INTERNAL_ONLY),
                fields.or(RESTORE),
                payload);
    }
}
