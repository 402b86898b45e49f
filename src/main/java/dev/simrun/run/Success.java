package dev.simrun.run;

import dev.simrun.match.Show;
import dev.simrun.scenario.Step;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a result must be where an expectation does not say it. */
final class Success {
    private Success() {}

    /**
     * Stops the step unless its result is a success: an outcome of success in a phase that ended in order, or an answer
     * below status 400.
     *
     * @param notes for the message, such as the last lines of output
     */
    static void require(Step step, ObjectNode result, List<String> notes) throws StepStop {
        if (result.has("closed")) {
            requireAnswer(step, result);
            return;
        }
        var outcome = result.path("outcome").asString("success");
        var phase = result.path("phase").asString("done");
        if (outcome.equals("success") && phase.equals("done")) {
            return;
        }
        var why = result.path("error_type").asString("");
        var message = result.path("error_message").asString("");
        var detail = message.isEmpty() ? why : why.isEmpty() ? message : why + ": " + message;
        var headline = outcome.equals("success")
                ? "the caller was answered, but the phase ended by " + phase
                : "outcome was " + outcome + (detail.isEmpty() ? "" : " (" + detail + ")");
        throw StepStop.failed(step, headline + ", expected success").notes(notes);
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
