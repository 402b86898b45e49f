package dev.simrun.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All steps of the language, in the order of its reference. */
final class Steps {
    static final List<StepSpec> ALL =
            List.of(
                    LifecycleSteps.INIT,
                    LifecycleSteps.INVOKE,
                    LifecycleSteps.SHUTDOWN,
                    ProcessSteps.START,
                    ProcessSteps.STOP,
                    ProcessSteps.SEND_SIGNAL,
                    HttpSteps.HTTP,
                    LifecycleSteps.SLEEP,
                    NameSteps.SET,
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

    private static final Map<String, StepSpec> BY_KEY = new LinkedHashMap<>();

    static {
        ALL.forEach(step -> BY_KEY.put(step.key(), step));
    }

    private Steps() {}

    static Optional<StepSpec> named(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    static List<String> keys() {
        return List.copyOf(BY_KEY.keySet());
    }
}
