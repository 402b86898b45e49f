package dev.simrun.event;

import java.util.Optional;

/**
 * Why a request was refused, with the answer that it got (WIRE.md §1-3). The one who refuses decides it; the reply, the
 * fact and what the referee says of it come from it.
 */
public enum Refusal implements Word {
    /** No HTTP, or not such as is taken. This and the next five never get to the API. */
    MALFORMED_REQUEST(400, Type.OF_HTTP),
    HEADERS_TOO_LONG(431, Type.OF_HTTP),
    UNKNOWN_TRANSFER_ENCODING(501, Type.OF_HTTP),
    UNKNOWN_EXPECTATION(417, Type.OF_HTTP),
    UNKNOWN_VERSION(505, Type.OF_HTTP),
    /** Or broken trailers: the connection is closed in place of an answer. */
    BROKEN_CHUNK(Type.OF_HTTP),

    /** No runtime runs: the engine has none that a call could be one of, and closes the connection. */
    NO_RUNTIME("no runtime is running"),
    /** The environment has ended, and with it all that listened. */
    AFTER_THE_END("the environment has ended"),

    UNKNOWN_ROUTE(404, "there is no such path"),
    /** One that Lambda has and this function has not. */
    ABSENT_ROUTE(404, "this function has no such path"),
    WRONG_METHOD(405, "the path has another method"),
    /** Of who reads the credentials of a function with SnapStart. */
    WRONG_TOKEN(404, "cannot get credentials for the provided token"),

    UNKNOWN_REQUEST_ID(400, Type.REQUEST_ID, "Invalid request ID"),
    /** Its time-out passed before this answer, which is the first after it, or the next delivery. */
    LATE_ANSWER(410, "InvokeTimeout", "Invoke timeout"),
    /** It had been told already that its invocation had timed out. */
    LATE_ANSWER_AGAIN(400, Type.REQUEST_ID, "Invalid request ID"),
    /** The invocation is there, and the runtime has not been given it yet. */
    UNDELIVERED_REQUEST_ID(403, Type.RUNTIME_STATE, Type.TRANSITION),
    SECOND_ANSWER(403, Type.RUNTIME_STATE, Type.TRANSITION),
    SECOND_ANSWER_AFTER_THE_END(400, Type.REQUEST_ID, "Invalid request ID"),
    RESPONSE_MODE(400, "InvalidFunctionResponseMode", "Invalid function response mode"),
    TRUNCATED_BODY(400, "TruncatedHTTPRequest", "HTTP request detected as truncated"),
    OVERSIZED_BODY(413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (%s bytes)."),

    /** A poll while the body of the runtime's own answer is on its way. */
    NEXT_DURING_ANSWER(403, Type.RUNTIME_STATE, Type.TRANSITION),
    /** A poll where a post is stuck, or where a restore is due: what led there was told. */
    NEXT_OUT_OF_PLACE(403, Type.RUNTIME_STATE, Type.TRANSITION),
    RESTORE_OUT_OF_PLACE(403, Type.RUNTIME_STATE, Type.TRANSITION),
    RUNTIME_INIT_ERROR_AFTER_INIT(403, Type.RUNTIME_STATE, Type.TRANSITION),
    RUNTIME_CALL_AFTER_ERROR(403, Type.RUNTIME_STATE, Type.TRANSITION),

    MISSING_NAME(403, "Extension.InvalidExtensionName", "Empty extension name"),
    MALFORMED_REGISTRATION(403, Type.FORMAT, "%s"),
    CONFIGURATION_KEYS(403, Type.FORMAT, "configurationKeys are deprecated; use environment variables instead"),
    UNKNOWN_EVENT(403, Type.EVENT, "%s: ErrorInvalidEventType"),
    SHUTDOWN_OF_INTERNAL(403, Type.EVENT, "SHUTDOWN: ShutdownEventNotSupportedForInternalExtension"),
    REGISTRATION_CLOSED(403, Type.CLOSED, "Extension registration closed already"),
    /** Not late: it was starting when the environment began to end. */
    REGISTRATION_DURING_SHUTDOWN(403, Type.CLOSED, "Extension registration closed already"),
    TOO_MANY_EXTENSIONS(403, "Extension.TooManyExtensions", "Extension limit (%s) reached"),
    REGISTERED_TWICE(403, Type.EXTENSION_STATE, Type.TRANSITION),
    NAME_OF_ANOTHER(403, Type.EXTENSION_STATE, "Extension with this name already registered"),

    MISSING_IDENTIFIER(403, "Extension.MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header"),
    MALFORMED_IDENTIFIER(403, "Extension.InvalidExtensionIdentifier", "Invalid Lambda-Extension-Identifier"),
    UNKNOWN_IDENTIFIER(403, "Extension.UnknownExtensionIdentifier", "Unknown %s"),
    MISSING_ERROR_TYPE(403, "Extension.MissingHeader", "Lambda-Extension-Function-Error-Type not found"),
    CONCURRENT_NEXT(403, Type.EXTENSION_STATE, Type.TRANSITION),
    EXTENSION_INIT_ERROR_AFTER_INIT(403, Type.EXTENSION_STATE, Type.TRANSITION),
    EXTENSION_CALL_AFTER_ERROR(403, Type.EXTENSION_STATE, Type.TRANSITION),
    /** Its process is gone, and this came from somewhere else. */
    EXTENSION_CALL_AFTER_EXIT(403, Type.EXTENSION_STATE, Type.TRANSITION);

    /** What several have. */
    private static final class Type {
        /** What is wrong is told by who has read it. */
        static final String OF_HTTP = "%s";

        static final String REQUEST_ID = "InvalidRequestID";
        static final String RUNTIME_STATE = "InvalidStateTransition";
        static final String EXTENSION_STATE = "Extension.InvalidExtensionState";
        static final String FORMAT = "InvalidRequestFormat";
        static final String EVENT = "Extension.InvalidEventType";
        static final String CLOSED = "Extension.RegistrationClosed";
        static final String TRANSITION = "State transition from %s. Error: State transition is not allowed";
    }

    private final Optional<Integer> status;
    private final Optional<String> errorType;
    private final String text;

    /** One that closes the connection in place of an answer. */
    Refusal(String text) {
        this.status = Optional.empty();
        this.errorType = Optional.empty();
        this.text = text;
    }

    /** One without an error body. */
    Refusal(int status, String text) {
        this.status = Optional.of(status);
        this.errorType = Optional.empty();
        this.text = text;
    }

    Refusal(int status, String errorType, String text) {
        this.status = Optional.of(status);
        this.errorType = Optional.of(errorType);
        this.text = text;
    }

    /** The status of the answer; empty where the connection is closed without one. */
    public Optional<Integer> status() {
        return status;
    }

    /** What the client got, such as {@code 403 Extension.InvalidExtensionName} or {@code without an answer}. */
    public String answer() {
        var number = status.map(it -> Integer.toString(it)).orElse("without an answer");
        return number + errorType.map(type -> " " + type).orElse("");
    }

    /** Whether it was refused for what it is as HTTP, before the API. */
    public boolean isOfHttp() {
        return errorType.isEmpty() && text.equals(Type.OF_HTTP);
    }

    /** The {@code errorType} of its body; empty where it has no such body. */
    public Optional<String> errorType() {
        return errorType;
    }

    /** Why, in words, with what they tell of the one case: the {@code errorMessage} of a body that has one. */
    public String message(String detail) {
        return text.formatted(detail);
    }
}
