package dev.simrun.api;

import dev.simrun.wire.Request;
import java.util.Optional;

/** What a path names. */
sealed interface Route {
    String RUNTIME_BASE = "/2018-06-01/";
    String EXTENSION_BASE = "/2020-01-01/";

    /** The path of the credentials of a function with SnapStart (WIRE.md §2.7). */
    String CREDENTIALS = "/2021-04-23/credentials";

    /** What the paths of posts for an invocation begin with. */
    String INVOCATIONS = "/2018-06-01/runtime/invocation/";

    /** Nothing that is there. */
    record None() implements Route {}

    /** What Lambda has and simrun has not. */
    record NotServed() implements Route {}

    record Ping() implements Route {}

    /** What a function reads its credentials from when they can't be in its environment. */
    record Credentials() implements Route {}

    /** A route with one method. */
    sealed interface Known extends Route {
        default String method() {
            return switch (this) {
                case RuntimeNext _, RestoreNext _, ExtensionNext _ -> "GET";
                case Response _, InvocationError _, InitError _, RestoreError _ -> "POST";
                case Register _ -> "POST";
                case ExtensionInitError _, ExtensionExitError _ -> "POST";
            };
        }

        /** What a request asks for, if it does so by the right method. */
        static Optional<Known> asked(Request request) {
            return Route.of(request.path()) instanceof Known known
                            && known.method().equals(request.method())
                    ? Optional.of(known)
                    : Optional.empty();
        }

        /** Whether its answer is waited for until something happens. */
        default boolean isPoll() {
            return switch (this) {
                case RuntimeNext _, RestoreNext _, ExtensionNext _ -> true;
                case Response _, InvocationError _, InitError _, RestoreError _ -> false;
                case Register _, ExtensionInitError _, ExtensionExitError _ -> false;
            };
        }

        /** Whether the state moves with the head of its request, before there is a body. */
        default boolean movesBeforeItsBody() {
            return switch (this) {
                case Response _, InvocationError _, InitError _ -> true;
                case RuntimeNext _, RestoreNext _, RestoreError _ -> false;
                case Register _, ExtensionNext _ -> false;
                case ExtensionInitError _, ExtensionExitError _ -> false;
            };
        }
    }

    record RuntimeNext() implements Known {}

    record Response(String requestId) implements Known {}

    record InvocationError(String requestId) implements Known {}

    record InitError() implements Known {}

    record RestoreNext() implements Known {}

    record RestoreError() implements Known {}

    record Register() implements Known {}

    record ExtensionNext() implements Known {}

    record ExtensionInitError() implements Known {}

    record ExtensionExitError() implements Known {}

    static Route of(String path) {
        return switch (path) {
            case "/2018-06-01/ping" -> new Ping();
            case "/2018-06-01/runtime/invocation/next" -> new RuntimeNext();
            case "/2018-06-01/runtime/init/error" -> new InitError();
            case "/2018-06-01/runtime/restore/next" -> new RestoreNext();
            case "/2018-06-01/runtime/restore/error" -> new RestoreError();
            case CREDENTIALS -> new Credentials();
            case "/2020-01-01/extension/register" -> new Register();
            case "/2020-01-01/extension/event/next" -> new ExtensionNext();
            case "/2020-01-01/extension/init/error" -> new ExtensionInitError();
            case "/2020-01-01/extension/exit/error" -> new ExtensionExitError();
            case "/2020-08-15/logs", "/2022-07-01/telemetry" -> new NotServed();
            default -> invocation(path);
        };
    }

    /** Whether a path is one of those, whatever is below them, that are not there where extensions are off. */
    static boolean isOfExtensions(String path) {
        return path.startsWith(EXTENSION_BASE) || of(path) instanceof NotServed;
    }

    /** The routes that are there for functions with SnapStart only. */
    default boolean ofSnapStart() {
        return this instanceof RestoreNext || this instanceof RestoreError || this instanceof Credentials;
    }

    private static Route invocation(String path) {
        int slash = path.lastIndexOf('/');
        if (!path.startsWith(INVOCATIONS) || slash < INVOCATIONS.length()) {
            return new None();
        }
        var requestId = path.substring(INVOCATIONS.length(), slash);
        if (requestId.indexOf('/') >= 0) {
            return new None();
        }
        return switch (path.substring(slash + 1)) {
            case "response" -> new Response(requestId);
            case "error" -> new InvocationError(requestId);
            default -> new None();
        };
    }
}
