package dev.simrun.api;

import dev.simrun.sim.Input;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Requests as inputs of the environment. */
final class Requests {
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";
    private static final String IDENTIFIER = "Lambda-Extension-Identifier";
    private static final String EXTENSION_ERROR_TYPE = "Lambda-Extension-Function-Error-Type";
    private static final String INVOCATION_ID = "Lambda-Runtime-Invocation-Id";
    private static final String MODE = "Lambda-Runtime-Function-Response-Mode";
    private static final String JSON = "application/json";
    private static final String OCTETS = "application/octet-stream";

    /** An error with its cause in the body (WIRE.md §2.4). */
    private static final String CAUSE_TYPE = "application/vnd.aws.lambda.error.cause+json";

    private Requests() {}

    static Input.Call read(Route.Known route, Request request, long call) {
        var headers = request.headers();
        return switch (route) {
            case Route.RuntimeNext() ->
                new Input.RuntimeNext(call, headers.first("User-Agent"), headers.first("Lambda-Runtime-Features"));
            case Route.Response(String requestId) -> response(call, requestId, request);
            case Route.InvocationError(String requestId) -> error(call, requestId, request);
            case Route.InitError() -> initError(call, request);
            case Route.RestoreNext() -> new Input.RestoreNext(call);
            case Route.RestoreError() ->
                new Input.RestoreError(call, headers.first(ERROR_TYPE), request.body(), message(request.body()));
            case Route.Register() ->
                new Input.Register(
                        call,
                        headers.first("Lambda-Extension-Name"),
                        wantsAccountId(headers),
                        RegistrationBody.read(request.body()));
            case Route.ExtensionNext() -> new Input.ExtensionNext(call, headers.first(IDENTIFIER));
            case Route.ExtensionInitError() ->
                new Input.ExtensionInitError(call, headers.first(IDENTIFIER), headers.first(EXTENSION_ERROR_TYPE));
            case Route.ExtensionExitError() ->
                new Input.ExtensionExitError(call, headers.first(IDENTIFIER), headers.first(EXTENSION_ERROR_TYPE));
        };
    }

    /** A post as its body, or its lack of one, has it. */
    static Input.Post post(Route.Known route, Request request, long call) {
        return (Input.Post) read(route, request, call);
    }

    /** The head of a post whose body has yet to come. */
    static Input.Call start(Route.Known route, Request head, long call) {
        return route instanceof Route.Response(String requestId) && streams(head)
                ? responseStart(call, requestId, head)
                : new Input.PostStart(call, post(route, head, call));
    }

    private static Input.Call response(long call, String requestId, Request request) {
        var headers = request.headers();
        return new Input.RuntimeResponse(
                call,
                requestId,
                headers.first(INVOCATION_ID),
                headers.first(MODE),
                headers.first("Content-Type"),
                posted(request));
    }

    /** Whether the body of a response is to be passed on as it arrives. */
    private static boolean streams(Request head) {
        return head.headers().first(MODE).filter("streaming"::equals).isPresent();
    }

    private static Input.ResponseStart responseStart(long call, String requestId, Request head) {
        var headers = head.headers();
        return new Input.ResponseStart(call, requestId, headers.first(INVOCATION_ID), headers.first("Content-Type"));
    }

    /** Declared trailers without a value are no error: Go declares them always (CLIENTS.md). */
    static Optional<Input.StreamFailure> streamFailure(Headers trailers) {
        var type = trailers.first(ERROR_TYPE).filter(text -> !text.isEmpty());
        var body = trailers.first(ERROR_BODY).filter(text -> !text.isEmpty());
        if (type.isEmpty() && body.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Input.StreamFailure(type, body.map(Requests::base64).orElse(Bytes.EMPTY)));
    }

    private static Bytes base64(String text) {
        try {
            return Bytes.of(Base64.getDecoder().decode(text.strip()));
        } catch (IllegalArgumentException undecodable) {
            return Bytes.EMPTY; // the type is kept, the details are empty (WIRE.md §2.5)
        }
    }

    private static Input.Call error(long call, String requestId, Request request) {
        var headers = request.headers();
        var contentType = headers.first("Content-Type");
        var body = request.body();
        var cause = headers.first("Lambda-Runtime-Function-XRay-Error-Cause").map(Bytes::utf8);
        // Of a cut body nothing can be split off.
        boolean whole = request.bodyEnd() == Request.BodyEnd.COMPLETE;
        if (whole && contentType.filter(type -> type.equals(CAUSE_TYPE)).isPresent()) {
            var split = ErrorWithCause.read(body);
            body = split.payload();
            contentType = Optional.of(split.contentType());
            cause = split.cause();
        }
        return new Input.RuntimeError(
                call,
                requestId,
                headers.first(INVOCATION_ID),
                headers.first(ERROR_TYPE),
                contentType,
                new Input.Posted(body, posted(request).truncated()),
                message(body),
                cause.flatMap(XrayCause::read));
    }

    private static Input.Call initError(long call, Request request) {
        var body = request.body();
        var tree = Json.read(body);
        var headers = request.headers();
        return new Input.RuntimeInitError(
                call,
                headers.first(ERROR_TYPE),
                tree.isPresent() ? JSON : OCTETS,
                body,
                message(body),
                headers.first("User-Agent").or(() -> tree.flatMap(Requests::officialClient)));
    }

    /** Two official clients that post an init error as anybody are known by what it consists of, in its order. */
    private static Optional<String> officialClient(JsonNode body) {
        return switch (String.join(" ", body.propertyNames())) {
            case "errorMessage errorType requestId stackTrace" -> Optional.of("aws-lambda-python");
            case "errorType errorMessage trace" -> Optional.of("aws-lambda-nodejs");
            default -> Optional.empty();
        };
    }

    private static Optional<String> message(Bytes body) {
        return Json.read(body)
                .map(tree -> tree.path("errorMessage"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString);
    }

    private static Input.Posted posted(Request request) {
        return new Input.Posted(request.body(), request.bodyEnd() == Request.BodyEnd.TRUNCATED);
    }

    private static boolean wantsAccountId(Headers headers) {
        var features = headers.first("Lambda-Extension-Accept-Feature").orElse("");
        return Arrays.stream(features.split(",", -1)).anyMatch(f -> f.strip().equals("accountId"));
    }
}
