package dev.simrun.actor;

import dev.simrun.proc.Processes;
import dev.simrun.scenario.Actor;
import dev.simrun.scenario.Actor.Program;
import dev.simrun.scenario.Function;
import dev.simrun.scenario.Function.InitializationType;
import dev.simrun.sim.Setup;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** The environment variables of a real process (WIRE.md §6.4). */
public final class LambdaVariables {
    /** The one that holds host and port of the local API. */
    static final String API = "AWS_LAMBDA_RUNTIME_API";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    /** Credentials that open nothing. */
    public static final Setup.SnapStart SNAP_START = new Setup.SnapStart(
            "simrun-example-authorization", "AKIDSIMRUNEXAMPLE", "simrun-example-secret", "simrun-example-token");

    private LambdaVariables() {}

    /**
     * What a process gets.
     *
     * @param api host and port of the local API
     * @param logStream 32 hexadecimal digits
     * @param parent simrun's own variables
     */
    static Map<String, String> of(
            Actor actor,
            Program.Real program,
            Function function,
            String api,
            String logStream,
            Map<String, String> parent) {
        var variables = new TreeMap<String, String>();
        for (var name : new String[] {"PATH", "HOME"}) {
            if (parent.containsKey(name)) {
                variables.put(name, parent.get(name));
            }
        }
        both(variables, function, api);
        if (actor.kind() == Actor.Kind.RUNTIME) {
            runtime(variables, program, function, logStream);
        }
        variables.putAll(program.inherited());
        function.env().forEach((name, value) -> {
            // The engine keeps such names from extensions.
            if (actor.kind() == Actor.Kind.RUNTIME || !name.startsWith("_")) {
                variables.put(name, value);
            }
        });
        variables.putAll(program.env());
        return variables;
    }

    private static void both(Map<String, String> variables, Function function, String api) {
        variables.put(API, api);
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Long.toString(function.memoryBytes() / (1024 * 1024)));
        var type = function.initializationType();
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", type.wireName());
        variables.put("AWS_REGION", function.region());
        variables.put("AWS_DEFAULT_REGION", function.region());
        if (type == InitializationType.SNAP_START) {
            // A snapshot must not hold credentials: they are asked for (WIRE.md §2.7).
            variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + api + "/2021-04-23/credentials");
            variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", SNAP_START.token());
        } else {
            variables.put("AWS_ACCESS_KEY_ID", SNAP_START.accessKeyId());
            variables.put("AWS_SECRET_ACCESS_KEY", SNAP_START.secretAccessKey());
            variables.put("AWS_SESSION_TOKEN", SNAP_START.sessionToken());
        }
        variables.put("TZ", ":UTC");
        variables.put("LANG", Processes.utf8Locale());
        if (function.logFormat() == Function.LogFormat.JSON) {
            variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
            variables.put("AWS_LAMBDA_LOG_LEVEL", "INFO");
        }
    }

    private static void runtime(
            Map<String, String> variables, Program.Real program, Function function, String logStream) {
        variables.put("_HANDLER", function.handler());
        function.runtime()
                .filter(runtime -> !runtime.startsWith("provided")) // those that bring their own have none
                .ifPresent(runtime -> variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + runtime));
        variables.put("LAMBDA_TASK_ROOT", program.cwd().toString());
        variables.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        if (function.initializationType() != InitializationType.SNAP_START) {
            variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
            variables.put(
                    "AWS_LAMBDA_LOG_STREAM_NAME",
                    DAY.format(Instant.now()) + "/[" + function.version() + "]" + logStream);
        }
        variables.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        variables.put("AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1:2000");
        variables.put("_AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1");
        variables.put("_AWS_XRAY_DAEMON_PORT", "2000");
    }
}
