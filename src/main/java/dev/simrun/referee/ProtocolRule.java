package dev.simrun.referee;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The rules that the referee knows: what each forbids, why, and what to do instead. */
public enum ProtocolRule {
    /** WIRE.md §2.3, §2.9. */
    ANSWERED_TWICE(
            "answered-twice",
            "an invocation was answered a second time",
            "An invocation has one answer: a response or an error. The first counts, and a post after it gets 403, or"
                    + " 400 once the invocation is over. A response that was refused (too large, cut off, wrong mode)"
                    + " is an answer too.",
            "poll for the next invocation after the first post, whatever status it got"),
    /** WIRE.md §2.3. */
    ANSWER_FOR_UNKNOWN_REQUEST(
            "answer-for-unknown-request",
            "an answer named a request id that the runtime does not have",
            "The id in the path of response and error is the one of the event that the runtime was given last. Any"
                    + " other gets 400 InvalidRequestID.",
            "take the id from the header Lambda-Runtime-Aws-Request-Id of the event"),
    /** WIRE.md §2.3, §2.8. */
    LATE_ANSWER(
            "late-answer",
            "an answer came after its invocation had timed out",
            "After the function's time-out the caller has been told. An answer then, or one with another delivery's"
                    + " Lambda-Runtime-Invocation-Id, gets 410 InvokeTimeout.",
            "watch the deadline in Lambda-Runtime-Deadline-Ms, or raise the function's timeout"),
    /** WIRE.md §2.2. */
    NEXT_WHILE_RUNNING(
            "next-while-running",
            "the runtime polled without having answered",
            "Such a poll gets the same event once more, at once: the function runs twice for one invocation. One while"
                    + " the body of the answer is still on its way gets 403.",
            "post a response or an error before each poll but the first, and read its status before that poll"),
    /** WIRE.md §2.3. */
    RESPONSE_MODE(
            "response-mode",
            "a response had a mode that there is not",
            "Lambda-Runtime-Function-Response-Mode is \"streaming\", in lower case, or left out. Anything else,"
                    + " \"buffered\" too, gets 400 and ends the invocation with Runtime.InvalidResponseModeHeader.",
            "leave the header out of buffered responses"),
    /** WIRE.md §2.3, §2.5. */
    TRUNCATED_BODY(
            "truncated-body",
            "the connection ended before the body did",
            "A body shorter than its Content-Length, or without its last chunk, is refused with 400"
                    + " TruncatedHTTPRequest and ends the invocation with Runtime.TruncatedResponse.",
            "send as many bytes as announced; end a chunked body with the chunk of size 0"),
    /** WIRE.md §2.3. */
    OVERSIZED_RESPONSE(
            "oversized-response",
            "an answer was larger than the limit",
            "A buffered answer has at most 6,291,556 bytes. A larger one gets 413, and the caller sees"
                    + " Function.ResponseSizeTooLarge.",
            "stream the response, or store it elsewhere and answer with its address"),
    /** WIRE.md §2.6, §3.4. */
    INIT_ERROR_AFTER_INIT(
            "init-error-after-init",
            "init/error was posted after the first poll",
            "The first poll of a runtime or an extension says that its init succeeded. After it init/error gets 403.",
            "a runtime posts to invocation/ID/error then, an extension to exit/error"),
    /** WIRE.md §2.7. */
    RESTORE_OUT_OF_PLACE(
            "restore-out-of-place",
            "a restore call came where there was nothing to restore",
            "A runtime with AWS_LAMBDA_INITIALIZATION_TYPE=snap-start calls restore/next once, in place of its first"
                    + " poll, and restore/error only between that and its first poll. Elsewhere both get 403.",
            "call restore/next when init is done, run the hooks, then poll"),
    /** WIRE.md §2.6, §3.5. */
    CALL_AFTER_ERROR(
            "call-after-error",
            "an actor went on after it had reported init/error or exit/error",
            "After such a report no call succeeds; the environment does not end the process.",
            "exit with a status that is not 0 right after the report"),
    /** WIRE.md §2.6, §3.5. */
    STAYED_AFTER_ERROR(
            "stayed-after-error",
            "a process was still there when the time was up, though it had reported init/error or exit/error",
            "Nothing ends a process for such a report: Lambda waits until it has ended by itself, up to the limit of"
                    + " init or the function's time-out, and the invocation takes as long.",
            "exit with a status that is not 0 right after the report"),
    /** WIRE.md §2.6, §3.5; not invocation/ID/error, where official clients leave it out. */
    ERROR_TYPE_MISSING(
            "error-type-missing",
            "an error was reported without its type",
            "Of an extension's init/error or exit/error without Lambda-Extension-Function-Error-Type nothing is kept"
                    + " (403). A runtime's init/error without Lambda-Runtime-Function-Error-Type becomes"
                    + " Runtime.Unknown.",
            "send the header with a type such as Extension.ConfigInvalid or Runtime.NoSuchModule"),
    /** WIRE.md §2.4, §3.5. */
    ERROR_TYPE_FORM(
            "error-type-form",
            "an error's type has not the form that Lambda keeps",
            "Lambda keeps Runtime.Reason and Function.Reason of a runtime and Extension.Reason of an extension, Reason"
                    + " being letters with a capital first. Of a runtime, anything else becomes Runtime.Unknown or"
                    + " Function.Unknown. The same holds for the trailers of a stream. Nothing is said of AWS's own"
                    + " clients, known by their User-Agent: their users can't change what they send.",
            "send the header as Function.OrderRejected, and the language's own type in the body"),
    /** WIRE.md §3.3. */
    NEXT_BEFORE_REGISTER(
            "next-before-register",
            "an extension's call had no identifier that was given to it",
            "Each call but register needs the header Lambda-Extension-Identifier with the value that register"
                    + " answered. After a reset the old identifier is unknown.",
            "register first, keep the identifier of the answer, send it with every call"),
    /** WIRE.md §3.4. */
    CONCURRENT_NEXT(
            "concurrent-next",
            "an extension polled while its poll before was still waiting",
            "An extension has one event/next at a time; a second one gets 403. A poll whose client has hung up still"
                    + " counts: it waits on, and the next event is lost with it.",
            "poll from one thread, without a time-out on this GET: events come after minutes or hours"),
    /** WIRE.md §3.2. */
    REGISTER_TOO_LATE(
            "register-too-late",
            "an extension registered after registration had closed",
            "Internal extensions register before the runtime's first poll, and none registers once the shutdown has"
                    + " begun.",
            "register while the process starts, before the runtime polls"),
    /** WIRE.md §3.2. */
    REGISTERED_TWICE(
            "registered-twice",
            "an extension registered a second time",
            "A name registers once in the life of an environment; a second time it gets 403.",
            "register once, and keep the identifier"),
    /** WIRE.md §3.2. */
    REGISTER_FORM(
            "register-form",
            "a registration could not be read",
            "register needs the header Lambda-Extension-Name and a JSON object as its body; configurationKeys is no"
                    + " longer taken.",
            "post {\"events\": [\"INVOKE\", \"SHUTDOWN\"]} with the name in the header"),
    /** WIRE.md §3.2. */
    UNKNOWN_EVENT_TYPE(
            "unknown-event-type",
            "an extension asked for an event that it can't have",
            "There are INVOKE and SHUTDOWN, in upper case. Internal extensions can't have SHUTDOWN.",
            "an internal extension registers for INVOKE and hears SIGTERM in its runtime"),
    /** WIRE.md §3.1; QUIRKS C.2 item 48. */
    UNLIKE_FILE_NAME(
            "unlike-file-name",
            "an external extension registered under a name that is not its file's",
            "The name of an external extension is the base name of its file, in scenarios its key or its name. Under"
                    + " another one it counts as an internal extension, and init waits for the external one until its"
                    + " limit.",
            "take the name from argv[0], or give it in the scenario as name: NAME"),
    /** WIRE.md §3.8; not of who was busy with an invocation until the end, and never heard of SHUTDOWN. */
    NO_NEXT_AFTER_SHUTDOWN(
            "no-next-after-shutdown",
            "an extension neither polled nor exited after SHUTDOWN",
            "A subscriber of SHUTDOWN has until the deadline to clean up, and says that it has by polling again or by"
                    + " exiting. Later it is killed with SIGKILL.",
            "exit with status 0 when the clean-up is done, before deadlineMs"),
    /** WIRE.md §1. */
    UNKNOWN_ROUTE(
            "unknown-route",
            "a request named a path that there is not",
            "The local APIs answer 404 to it. The restore routes exist with SnapStart only.",
            "see the path for its version and its spelling"),
    /** WIRE.md §1. */
    WRONG_METHOD(
            "wrong-method",
            "a request had a method that its path does not take",
            "Polls are GET, all that reports something is POST; others get 405.",
            "use the method that the API describes");

    private final String id;
    private final String summary;
    private final String explanation;
    private final String instead;

    ProtocolRule(String id, String summary, String explanation, String instead) {
        this.id = id;
        this.summary = summary;
        this.explanation = explanation;
        this.instead = instead;
    }

    /** The name in scenarios and reports, such as {@code answered-twice}. */
    public String id() {
        return id;
    }

    /** What was done, in half a sentence. */
    public String summary() {
        return summary;
    }

    /** What Lambda does then, and why. */
    public String explanation() {
        return explanation;
    }

    /** What a client does to keep to the rule. */
    public String instead() {
        return instead;
    }

    public static Optional<ProtocolRule> named(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(ProtocolRule::id).toList();
    }
}
