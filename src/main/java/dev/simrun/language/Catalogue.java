package dev.simrun.language;

import dev.simrun.referee.ProtocolRule;
import dev.simrun.scenario.Function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The language, described once: steps, modifiers and the keys of every mapping. The reader, the
 * schema, {@code explain} and the reference come from it.
 */
public final class Catalogue {
    private static final Map<String, StepSpec> STEPS = new LinkedHashMap<>();

    /** The modifiers, with where they may stand. */
    public static final Map<String, String> MODIFIERS = modifiers();

    /** The modifiers that every step takes. */
    static final Set<String> EVERYWHERE = Set.of("as", "if", "name");

    static {
        VerbSteps.all().forEach(step -> STEPS.put(step.key(), step));
        LifecycleSteps.all().forEach(step -> STEPS.put(step.key(), step));
        FaultSteps.all().forEach(step -> STEPS.put(step.key(), step));
        CheckSteps.all().forEach(step -> STEPS.put(step.key(), step));
        EventSteps.all().forEach(step -> STEPS.put(step.key(), step));
    }

    private Catalogue() {}

    private static Map<String, String> modifiers() {
        var modifiers = new LinkedHashMap<String, String>();
        modifiers.put("as", "any step: bind its result to a name, for ${name.path} in later steps");
        modifiers.put("expect", "verbs with a result: what the result must match, beside success");
        modifiers.put("within", "expect_*: how long to wait, 5s if nothing is said");
        modifiers.put(
                "wait",
                "verbs with a result: false starts it and goes on; expect_result ends" + " it");
        modifiers.put("if", "any step: run it only where values at paths match");
        modifiers.put("name", "any step: a label in reports");
        return modifiers;
    }

    /** A modifier with the type of its value. */
    public static Key modifier(String name) {
        var type =
                switch (name) {
                    case "within" -> Type.DURATION;
                    case "wait" -> Type.BOOLEAN;
                    case "expect", "if" -> Type.MAPPING;
                    default -> Type.TEXT;
                };
        return Key.of(name, type, MODIFIERS.getOrDefault(name, ""));
    }

    /** The step of that key. */
    public static Optional<StepSpec> step(String key) {
        return Optional.ofNullable(STEPS.get(key));
    }

    /** The keys of those arguments of a step that are mappings with a closed set of keys. */
    public static Map<String, List<Key>> parts(StepSpec step) {
        return step.key().equals("fault") ? FaultSteps.PARTS : Map.of();
    }

    /** The keys of all steps. */
    public static List<String> stepKeys() {
        return List.copyOf(STEPS.keySet());
    }

    /** All steps. */
    public static List<StepSpec> steps() {
        return List.copyOf(STEPS.values());
    }

    /** The keys of a file. */
    public static final List<Key> TOP_LEVEL =
            List.of(
                    Key.of("name", Type.TEXT, "what the scenario shows, in a sentence").needed(),
                    Key.of("description", Type.TEXT, "more about it"),
                    Key.of("tags", Type.TEXTS, "words to select scenarios by"),
                    Key.of("skip", Type.TEXT, "do not run it, for this reason"),
                    Key.of(
                            "requires",
                            Type.LIST,
                            "programs in PATH, or {run: [argv], because: text}, without which it is"
                                    + " skipped"),
                    Key.of("timeout", Type.DURATION, "for a whole case, in real time", "30s"),
                    Key.choice(
                            "clock",
                            "virtual: all actors are scripted and no time is waited for; the same"
                                    + " seed gives the same run",
                            "real",
                            "real",
                            "virtual"),
                    Key.of("vars", Type.VARIABLES, "values for ${vars.name}; -D sets them too"),
                    Key.of(
                            "cases",
                            Type.VARIABLES,
                            "named rows, each run by itself, with ${case.key} from the row"),
                    Key.of("limits", Type.MAPPING, "what Lambda fixes and a test may shorten"),
                    Key.of(
                            "referee",
                            Type.MAPPING,
                            "rules that it breaks on purpose, each with the reason"),
                    Key.of("function", Type.MAPPING, "the function that the environment runs"),
                    Key.of(
                            "runtime",
                            Type.MAPPING,
                            "the runtime: a process, a fake, or none",
                            "a fake that echoes"),
                    Key.of(
                            "extensions",
                            Type.VARIABLES,
                            "the extensions, by name; or a folder, each file of which is one"),
                    Key.of("steps", Type.STEPS, "what is done and checked, in order").needed(),
                    Key.of("finally", Type.STEPS, "steps that run at the end, whatever happened"));

    /** The keys of {@code function}. */
    public static final List<Key> FUNCTION =
            List.of(
                    Key.of("name", Type.TEXT, "its name", "my-function"),
                    Key.of("version", Type.TEXT, "its version", "$LATEST"),
                    Key.of("memory", Type.SIZE, "its memory, in whole MiB", "128MiB"),
                    Key.of("timeout", Type.DURATION, "of an invocation, 1ms to 900s", "3s"),
                    Key.of("handler", Type.TEXT, "as in _HANDLER", "index.handler"),
                    Key.of("region", Type.TEXT, "as in AWS_REGION", "us-east-1"),
                    Key.of("account", Type.TEXT, "twelve digits", "123456789012"),
                    Key.of("arn", Type.TEXT, "that callers use", "made of the above"),
                    Key.of(
                            "env",
                            Type.VARIABLES,
                            "its own environment variables; Lambda's are refused"),
                    new Key(
                            "initialization_type",
                            Type.TEXT,
                            Function.InitializationType.names(),
                            false,
                            "how its environments come to be; snap-start takes a snapshot after"
                                    + " init and restores it before the first invocation",
                            "on-demand"),
                    Key.choice("log_format", "how Lambda writes logs", "text", "text", "json"),
                    Key.of(
                            "freeze",
                            Type.BOOLEAN,
                            "freeze all processes after init and between invocations",
                            "false"));

    /** The keys of {@code limits}. */
    public static final List<Key> LIMITS =
            List.of(
                    Key.of(
                            "init",
                            Type.DURATION,
                            "of the init phase",
                            "10s; not on demand 130s or the function's timeout"),
                    Key.of("restore", Type.DURATION, "of the restore of a snapshot", "10s"),
                    Key.of("shutdown", Type.DURATION, "of the shutdown phase", "2s"),
                    Key.of(
                            "shutdown_runtime",
                            Type.DURATION,
                            "the runtime's share of it",
                            "300ms; 500ms with internal extensions only"),
                    Key.of("payload", Type.SIZE, "of an event or a response", "6291556B"));

    /** The rules of the referee, whose values are reasons. */
    public static final List<Key> REFEREE =
            Arrays.stream(ProtocolRule.values())
                    .map(rule -> Key.of(rule.id(), Type.TEXT, rule.summary()))
                    .toList();

    /** The keys of a requirement that is a command. */
    public static final List<Key> REQUIREMENT =
            List.of(
                    Key.of("run", Type.COMMAND, "a command that must exit with status 0").needed(),
                    Key.of("because", Type.TEXT, "what it is for, as the reason to skip").needed());

    private static final List<Key> PROGRAM =
            List.of(
                    Key.of("name", Type.TEXT, "under which it registers and appears", "its key"),
                    Key.of("command", Type.COMMAND, "a real process"),
                    Key.of("env", Type.VARIABLES, "environment variables, over all others"),
                    Key.of(
                            "cwd",
                            Type.TEXT,
                            "its folder, relative to the file",
                            "the file's folder"),
                    Key.of("inherit", Type.TEXTS, "variables taken from simrun's environment"),
                    Key.of("fake", Type.LIST, "scripted: a list of rules, or none"));

    /** The runtime has one name, and no events. */
    public static final List<Key> RUNTIME =
            PROGRAM.stream().filter(key -> !key.name().equals("name")).toList();

    /** The keys of an extension. */
    public static final List<Key> EXTENSION = extension();

    private static List<Key> extension() {
        var keys = new ArrayList<>(PROGRAM);
        keys.add(
                Key.of(
                        "events",
                        Type.TEXTS,
                        "what a fake registers for",
                        "[INVOKE, SHUTDOWN]; internal [INVOKE]"));
        keys.add(
                Key.choice(
                        "kind",
                        "internal: it lives in the runtime's process",
                        "external",
                        "external",
                        "internal"));
        return List.copyOf(keys);
    }

    /** The keys of a rule of a fake. */
    public static final List<Key> RULE =
            List.of(
                    Key.choice("when", "what triggers it", "", "start", "invoke", "shutdown")
                            .needed(),
                    Key.of("nth", Type.INTEGER, "only the nth time, counted over the whole case"),
                    Key.of(
                            "payload",
                            Type.MATCHER,
                            "only invocations with such a payload (runtime)"),
                    Key.of("print", Type.TEXTS, "lines for standard output"),
                    Key.of("delay", Type.DURATION, "a pause before what is written after it"),
                    Key.of("register", Type.MAPPING, "register so: {events, headers} (extension)"),
                    Key.of("reply", Type.VALUE, "the answer (runtime)"),
                    Key.of(
                            "stream",
                            Type.LIST,
                            "the answer in chunks, a text or any value each; beside them {delay},"
                                    + " first {prelude: {statusCode, headers, cookies}}, last"
                                    + " {error: {type, message}} or {cut: true} (runtime)"),
                    Key.of(
                            "double",
                            Type.VALUE,
                            "answer twice, with this value; true for an echo (runtime)"),
                    Key.of("fail", Type.MAPPING, "an error: {type, message, stack} (runtime)"),
                    Key.of(
                            "init_error",
                            Type.MAPPING,
                            "report init/error and exit 1: {type, message}"),
                    Key.of(
                            "exit_error",
                            Type.MAPPING,
                            "report exit/error and exit 1: {type, message} (extension)"),
                    Key.of(
                            "hang",
                            Type.DURATION,
                            "make no call for so long, or forever, deaf to SIGTERM"),
                    Key.of("exit", Type.INTEGER, "end with this status"),
                    Key.of("crash", Type.TEXT, "die of this signal"),
                    Key.of("ignore", Type.NOTHING, "drop the event and make no further call"));
}
