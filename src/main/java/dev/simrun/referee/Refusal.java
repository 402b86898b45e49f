package dev.simrun.referee;

import dev.simrun.event.Fact;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A {@code request.refused} event, taken apart. */
record Refusal(String actor, String method, String path, long status, String errorType) {
    private static final Pattern ANSWER =
            Pattern.compile("/2018-06-01/runtime/invocation/([^/]*)/(?:response|error)");

    /** Paths that Lambda has: a 404 of theirs is no mistake of who asks. */
    private static final Set<String> SOMETIMES_NOT_THERE =
            Set.of(
                    "/2020-01-01/extension/register",
                    "/2020-01-01/extension/event/next",
                    "/2020-01-01/extension/init/error",
                    "/2020-01-01/extension/exit/error",
                    "/2020-08-15/logs",
                    "/2021-04-23/credentials",
                    "/2022-07-01/telemetry");

    static Refusal of(String actor, Fact.RequestRefused fact) {
        return new Refusal(
                actor, fact.method(), fact.path(), fact.status(), fact.errorType().orElse(""));
    }

    /** The id that the path of an answer names; empty where it is no answer's. */
    Optional<String> answeredId() {
        var matcher = ANSWER.matcher(path);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    boolean pathEnds(String end) {
        return path.endsWith(end);
    }

    boolean unknownRoute() {
        return status == 404 && errorType.isEmpty() && !SOMETIMES_NOT_THERE.contains(path);
    }

    Finding against(ProtocolRule rule) {
        var answer = errorType.isEmpty() ? "" : " " + errorType;
        return new Finding(rule, actor, method + " " + path + " got " + status + answer);
    }
}
