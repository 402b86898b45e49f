package dev.simrun.scenario;

import dev.simrun.wire.Bytes;
import dev.simrun.wire.FaultAction;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One step of a scenario, as data. */
public sealed interface Step {
    Common common();

    // Verbs: they do something.

    /** Runs init to its end. */
    record Init(Common common) implements Step {}

    /** Invokes the function. */
    record Invoke(
            Common common,
            Arg<JsonNode> payload,
            Optional<Arg<JsonNode>> clientContext,
            Optional<Arg<JsonNode>> cognitoIdentity,
            Optional<Arg<String>> traceId,
            Optional<Arg<String>> requestId,
            Optional<Arg<String>> tenantId,
            Optional<Arg<Duration>> timeout,
            Optional<Arg<Boolean>> stream)
            implements Step {}

    /** Shuts the environment down; the reason is in lower case. */
    record Shutdown(Common common, Arg<String> reason, Arg<Boolean> atOnce) implements Step {}

    /** Resets the environment as a fault does; the reason is in lower case. */
    record Reset(Common common, Arg<String> reason, Arg<Boolean> atOnce) implements Step {}

    /** Restores the snapshot of a function with SnapStart. */
    record Restore(Common common) implements Step {}

    /** Starts an actor if it isn't running. */
    record Start(Common common, Arg<String> actor) implements Step {}

    /** Kills an actor, which to the environment is a crash. */
    record Stop(Common common, Arg<String> actor) implements Step {}

    /** Sends a signal such as {@code SIGTERM} to an actor's process group. */
    record Signal(Common common, Arg<String> actor, Arg<String> signal) implements Step {}

    /** Freezes all actors. */
    record Freeze(Common common) implements Step {}

    /** Lets frozen actors go on. */
    record Thaw(Common common) implements Step {}

    /** Sends a request; to the environment's own API unless {@code to} names another address. */
    record Http(
            Common common,
            Arg<String> method,
            Arg<String> path,
            Map<String, Arg<String>> headers,
            Optional<Arg<JsonNode>> body,
            Optional<Arg<String>> to)
            implements Step {
        public Http {
            headers = Values.inOrder(headers);
        }

        /** What is sent: a text as it is, any other value as JSON. */
        public Request request(Scope scope) {
            var sent = Headers.NONE;
            for (var header : headers.entrySet()) {
                sent = sent.with(header.getKey(), header.getValue().in(scope));
            }
            var content = body.map(arg -> arg.in(scope));
            if (content.filter(JsonNode::isContainer).isPresent() && !sent.has("Content-Type")) {
                sent = sent.with("Content-Type", "application/json");
            }
            return Request.of(
                    method.in(scope),
                    path.in(scope),
                    sent,
                    content.map(Content::bytes).orElse(Bytes.EMPTY));
        }
    }

    /** Sends exactly these characters, a byte each, and takes what comes back. */
    record RawHttp(Common common, Arg<String> bytes, Optional<Arg<String>> to) implements Step {}

    /**
     * Lets something go wrong with requests from now on.
     *
     * @param at {@code runtime_api} or {@code extensions_api}; either, if it isn't given
     * @param match the requests that meet it, as {@code {method, path, headers, actor}}
     * @param taken whether the environment gets them
     */
    record Fault(
            Common common,
            Optional<String> at,
            Optional<Expected> match,
            Optional<Arg<Integer>> times,
            boolean taken,
            Arg<FaultAction> action)
            implements Step {}

    /** Ends all faults. */
    record ClearFaults(Common common) implements Step {}

    /** Waits. */
    record Sleep(Common common, Arg<Duration> length) implements Step {}

    /** Lets virtual time pass. */
    record Advance(Common common, Arg<Duration> by) implements Step {}

    /** Binds values to names. */
    record SetNames(Common common, Map<String, Arg<JsonNode>> values) implements Step {
        public SetNames {
            values = Values.inOrder(values);
        }
    }

    /** Puts a text into the timeline, or any other value as JSON. */
    record Note(Common common, Arg<JsonNode> value) implements Step {}

    /** Stops where the case is debugged. */
    record Pause(Common common) implements Step {}

    // Waits and checks.

    /** Waits until an extension is registered, as asked. */
    record Registration(Common common, Arg<String> extension, Optional<Expected> events, Optional<Expected> kind)
            implements Step {}

    /**
     * Waits for the result of a step with {@code wait: false}, which must be as it must be without them, too.
     *
     * @param of the name that the step is bound to; or {@link #ALL}, for each that none has looked at
     */
    record Result(Common common, String of, Optional<Expected> fields) implements Step {
        public static final String ALL = "all";

        public boolean isOfAll() {
            return of.equals(ALL);
        }

        /** Whether it looks at the result of that step. */
        public boolean isOf(Step begun) {
            return isOfAll() || begun.common().as().filter(of::equals).isPresent();
        }
    }

    /**
     * Looks for events: {@code expect_event}, {@code assert_event}, {@code expect_log} and {@code assert_log}.
     *
     * @param awaits true for {@code expect_*}
     * @param event matched against the event's tree
     * @param count of such events; empty for at least one
     * @param since the name of the step after whose beginning events count
     * @param what a few words for messages, such as {@code log line of audit}
     */
    record EventCheck(
            Common common,
            boolean awaits,
            Expected event,
            Optional<Expected> count,
            Optional<String> since,
            String what)
            implements Step {
        /** Why a count of what is awaited can't be met by none. */
        public static final String MET_BY_NONE = "a count that 0 satisfies is met before anything happens";
    }

    /** Waits for the end of an actor's process; {@code event} is the whole event's shape. */
    record Exit(Common common, Arg<String> actor, Expected event, Optional<String> since) implements Step {}

    /** Watches that no such event happens for a time. */
    record Quiet(Common common, Arg<Duration> length, Expected event) implements Step {}

    /** Checks who acknowledged SHUTDOWN; empty {@code extensions} stand for all. */
    record Acknowledged(
            Common common, Optional<Arg<List<String>>> extensions, Optional<Expected> by, Optional<Expected> after)
            implements Step {}

    /** Checks {@code {count, names, subscribed_to: {INVOKE: […], SHUTDOWN: […]}, pending}}. */
    record Extensions(Common common, Expected view) implements Step {}

    /** Checks the environment's state, in lower case. */
    record State(Common common, Arg<String> state) implements Step {}

    /** Checks that events happened in this relative order; at least two. */
    record Order(Common common, List<Expected> events, Optional<String> since) implements Step {
        public Order {
            events = List.copyOf(events);
        }
    }

    /** Checks values at paths. */
    record Assert(Common common, PathChecks checks) implements Step {}
}
