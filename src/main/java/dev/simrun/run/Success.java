package dev.simrun.run;

import dev.simrun.match.Show;
import dev.simrun.scenario.Default;
import dev.simrun.scenario.Step;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** What a result must be where an expectation does not say it. */
final class Success {
    private Success() {}

    /**
     * Stops the step unless its result is what it must be before anything else is looked at: a success, or an answer.
     *
     * @param defaults those that stand
     * @param cause asked for where it stops
     */
    static void require(Step step, Set<Default> defaults, ObjectNode result, Supplier<Cause> cause) throws StepStop {
        if (defaults.contains(Default.ANSWER)) {
            requireAnswer(step, result);
        }
        if (defaults.contains(Default.OUTCOME)) {
            requireOutcome(step, result, cause);
        }
    }

    /** Stops the step unless the phase ended as it must. */
    static void requireEnding(Step step, Set<Default> defaults, ObjectNode result, Supplier<Cause> cause)
            throws StepStop {
        var phase = result.path("phase").asString("done");
        if (defaults.contains(Default.PHASE) && !phase.equals("done")) {
            var how = phase.equals("timeout") ? "time-out" : phase;
            var known = cause.get();
            var why = known.why(result.path("phase_error_type").asString(""));
            throw known.of(StepStop.failed(step, "the caller was answered, but the phase ended by " + how + why));
        }
    }

    private static void requireOutcome(Step step, ObjectNode result, Supplier<Cause> cause) throws StepStop {
        var outcome = result.path("outcome").asString("success");
        if (outcome.equals("success")) {
            return;
        }
        var why = result.path("error_type").asString("");
        // whose error it is stands in the step and in the timeline
        var message = result.path("error_message").asString("").replaceFirst("^RequestId: \\S+ Error: ", "");
        var detail = message.isEmpty() ? why : why.isEmpty() ? message : why + ": " + message;
        var told = "outcome was " + outcome + (detail.isEmpty() ? "" : " (" + detail + ")");
        var known = cause.get();
        throw known.of(StepStop.failed(step, told + ", expected success" + known.why("")));
    }

    private static void requireAnswer(Step step, ObjectNode result) throws StepStop {
        if (result.path("closed").asBoolean(false)) {
            throw StepStop.failed(step, "the connection was closed without an answer");
        }
        int status = result.path("status").asInt();
        if (status >= 400) {
            var answer = Show.of(result.path("body"));
            throw StepStop.failed(step, "status was " + status + ", expected one below 400; answer: " + answer);
        }
    }
}
