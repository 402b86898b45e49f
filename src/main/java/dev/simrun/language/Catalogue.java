package dev.simrun.language;

import dev.simrun.scenario.Actor;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The language as it is described, once: what is written of it, and what is proposed to those who type it, comes from
 * here. Each key stands beside the reader of its value.
 */
public final class Catalogue {
    /** The keys of a file. */
    public static final List<Key<?>> TOP_LEVEL = ScenarioReader.KEYS;

    /** The keys of {@code function}. */
    public static final List<Key<?>> FUNCTION = FunctionReader.FUNCTION;

    /** The keys of {@code limits}. */
    public static final List<Key<?>> LIMITS = FunctionReader.LIMITS;

    /** The keys of an extension; those of the runtime are among them. */
    public static final List<Key<?>> EXTENSION = ActorReader.EXTENSION;

    /** The keys that a base may have. */
    public static final List<Key<?>> OF_A_BASE = Base.KEYS;

    /** The keys of a rule of a fake. */
    public static final List<Key<?>> RULE = RuleReader.KEYS;

    /** Those of them that are what a rule does. */
    public static final List<String> ACTIONS = ActionReader.ACTIONS;

    /** What may stand beside a step's key. */
    public static final List<Key<?>> MODIFIERS = Modifiers.ALL;

    /** All steps, in the order of the reference. */
    public static final List<StepSpec> STEPS = List.of(
            LifecycleSteps.INIT,
            LifecycleSteps.INVOKE,
            LifecycleSteps.SHUTDOWN,
            ProcessSteps.START,
            ProcessSteps.STOP,
            ProcessSteps.SEND_SIGNAL,
            HttpSteps.HTTP,
            LifecycleSteps.SLEEP,
            NameSteps.SET,
            RepeatReader.SPEC,
            NameSteps.NOTE,
            NameSteps.PAUSE,
            LifecycleSteps.FREEZE,
            LifecycleSteps.THAW,
            LifecycleSteps.RESET,
            LifecycleSteps.RESTORE,
            LifecycleSteps.ADVANCE,
            FaultSteps.FAULT,
            FaultSteps.CLEAR_FAULTS,
            StateSteps.REGISTRATION,
            StateSteps.RESULT,
            EventSteps.ACKNOWLEDGED,
            StateSteps.EXTENSIONS,
            StateSteps.IN_STATE,
            StateSteps.ASSERT,
            EventSteps.EXPECT_EVENT,
            EventSteps.ASSERT_EVENT,
            EventSteps.EXPECT_LOG,
            EventSteps.ASSERT_LOG,
            ProcessSteps.EXIT,
            EventSteps.QUIET,
            EventSteps.ORDER);

    /** The key of a payload that is a file. */
    public static final Key<String> FILE = FileValues.KEY;

    /** The field of an event that every event has. */
    public static final Key<?> EVENT_TYPE = EventFields.TYPE;

    private Catalogue() {}

    public static Optional<StepSpec> step(String key) {
        return STEPS.stream().filter(step -> step.key().equals(key)).findFirst();
    }

    public static List<String> stepKeys() {
        return STEPS.stream().map(StepSpec::key).toList();
    }

    public static Optional<Key<?>> modifier(String name) {
        return Key.find(MODIFIERS, name);
    }

    /** What the JSON Schema of a scenario refers to. */
    public static ObjectNode definitions() {
        var all = Schemas.anything();
        all.set("value", Schemas.anyValue());
        all.set("text", Schemas.textOrFile());
        all.set("extension", ActorReader.schema(Actor.Kind.EXTERNAL));
        all.set("runtime_rule", RuleReader.schema(Actor.Kind.RUNTIME));
        all.set("extension_rule", RuleReader.schema(Actor.Kind.EXTERNAL));
        all.set("action", ActionListReader.schema());
        StepSchemas.define(all);
        return all;
    }
}
