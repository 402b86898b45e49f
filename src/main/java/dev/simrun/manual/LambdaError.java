package dev.simrun.manual;

import dev.simrun.event.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An error of Lambda by its type: who is told of it, when, and what to do about it. */
enum LambdaError {
    RUNTIME_EXIT(
            "Runtime.ExitError",
            Told.CALLER,
            "the runtime's process ended, by itself or by a signal, before it had answered",
            "answer with response or error, then poll again; the message says the exit status or the signal"),
    RUNTIME_ENTRYPOINT(
            "Runtime.InvalidEntrypoint",
            Told.CALLER,
            "the runtime's program is not there, or can't be executed",
            "look at the actor's command; a path in it is relative to its cwd"),
    RUNTIME_FOLDER(
            "Runtime.InvalidWorkingDir",
            Told.CALLER,
            "the folder in which the runtime is to be started is not there",
            "look at the actor's cwd"),
    RUNTIME_TRUNCATED(
            "Runtime.TruncatedResponse",
            Told.CALLER,
            "the connection was closed before the whole response had come",
            "send as many bytes as Content-Length says, or the last chunk"),
    RUNTIME_MODE(
            "Runtime.InvalidResponseModeHeader",
            Told.CALLER,
            "the response said another Lambda-Runtime-Function-Response-Mode than streaming",
            "leave the header out, or say streaming"),
    RUNTIME_UNKNOWN(
            "Runtime.Unknown",
            Told.CALLER,
            "the runtime reported an error without a type of the form Runtime.Word or Function.Word",
            "send such a type in Lambda-Runtime-Function-Error-Type"),
    RUNTIME_RESTORE(
            "Runtime.RestoreHookUserTimeout",
            Told.CALLER,
            "the restore of a function with SnapStart took longer than its limit",
            "poll restore/next sooner, or have a longer limits.restore"),
    RUNTIME_MEMORY(
            "Runtime.OutOfMemory",
            Told.REPORTED,
            "the runtime was killed as it took more memory than the function has",
            "give the function more memory"),
    RUNTIME_INIT(
            "Runtime.InitError",
            Told.ELSEWHERE,
            "init failed for a reason that has no type of its own",
            "look at what the runtime wrote before it"),
    RUNTIME_TASK(
            "Runtime.InvalidTaskConfig",
            Told.ELSEWHERE,
            "a container image's configuration can't be used",
            "look at the image's ENTRYPOINT, CMD and WORKDIR"),
    RUNTIME_UNAVAILABLE(
            "Runtime.Unavailable",
            Told.ELSEWHERE,
            "a Managed Instance had no worker that was free",
            "allow more concurrency, or try again"),
    RUNTIME_IMPORT(
            "Runtime.ImportModuleError",
            Told.REPORTED,
            "the handler's module can't be loaded",
            "look at function.handler, and at what the module imports"),
    RUNTIME_HANDLER(
            "Runtime.HandlerNotFound", Told.REPORTED, "the module has no such handler", "look at function.handler"),
    RUNTIME_SYNTAX(
            "Runtime.UserCodeSyntaxError",
            Told.REPORTED,
            "the handler's module is not valid code",
            "look at the trace that comes with it"),
    RUNTIME_HANDLER_NAME(
            "Runtime.MalformedHandlerName",
            Told.REPORTED,
            "the handler's name has not the form module.function",
            "look at function.handler"),
    RUNTIME_MARSHAL(
            "Runtime.MarshalError",
            Told.REPORTED,
            "what the handler gave back can't be written as JSON",
            "give back plain values"),
    RUNTIME_UNMARSHAL(
            "Runtime.UnmarshalError",
            Told.REPORTED,
            "the payload is not the JSON that the handler takes",
            "look at the payload of the invoke"),
    RUNTIME_SNAPSHOT(
            "Runtime.BeforeSnapshotError",
            Told.REPORTED,
            "a hook before the snapshot failed (Python)",
            "look at the trace that comes with it"),
    RUNTIME_CHECKPOINT(
            "Runtime.BeforeCheckpointError",
            Told.REPORTED,
            "a hook before the snapshot failed (Java)",
            "look at the trace that comes with it"),
    RUNTIME_RESTORED(
            "Runtime.AfterRestoreError",
            Told.REPORTED,
            "a hook after the restore failed",
            "look at the trace that comes with it"),
    FUNCTION_SIZE(
            "Function.ResponseSizeTooLarge",
            Told.CALLER,
            "the response has more bytes than limits.payload allows, which is 6,291,556 in Lambda",
            "answer with less, for example with where the rest is; the environment goes on"),
    FUNCTION_UNKNOWN(
            "Function.Unknown",
            Told.CALLER,
            "the runtime reported an error whose type begins with Function. and goes on in another form than Word",
            "send a type such as Function.Word"),
    EXTENSION_LAUNCH(
            "Extension.LaunchError",
            Told.CALLER,
            "an external extension can't be started: its program is not there or can't be executed, or there are more"
                    + " than ten",
            "look at the actor's command, and whether the file may be executed (chmod +x)"),
    EXTENSION_CRASH(
            "Extension.Crash",
            Told.CALLER,
            "an external extension's process ended before the shutdown, with whatever status",
            "poll event/next until SHUTDOWN comes, and exit after it"),
    EXTENSION_INIT(
            "Extension.InitError",
            Told.CALLER,
            "an extension reported init/error; its own type stands in the event extension.init_error",
            "look at that event, and at what the extension wrote"),
    EXTENSION_EXIT(
            "Extension.ExitError",
            Told.CALLER,
            "an extension reported exit/error; its own type stands in the event extension.exit_error",
            "look at that event, and at what the extension wrote"),
    SANDBOX_TIMEOUT(
            "Sandbox.Timedout",
            Told.CALLER,
            "the function's time-out passed, or init took longer than its limit; the runtime and every extension that"
                    + " has INVOKE must have polled by then",
            "look at who had not polled; have a longer function.timeout or limits.init"),
    SANDBOX_FAILURE(
            "Sandbox.Failure",
            Told.CALLER,
            "the environment ended while the phase ran",
            "look at what ended it: a step shutdown or reset in the middle"),
    SANDBOX_TRAILER(
            "Sandbox.Timeout",
            Told.ELSEWHERE,
            "the time-out of a response that is streamed, in its trailers",
            "answer sooner, or have a longer function.timeout"),
    REQUEST_ID(
            "InvalidRequestID",
            Told.ANSWERED,
            "no invocation that waits for an answer has this identifier",
            "answer with the Lambda-Runtime-Aws-Request-Id of the last next, once"),
    STATE(
            "InvalidStateTransition",
            Told.ANSWERED,
            "the runtime may not make this call now",
            "make one call after the other: next, response or error, next"),
    TIMEOUT(
            "InvokeTimeout",
            Told.ANSWERED,
            "the invocation's time-out had passed before this answer",
            "answer before Lambda-Runtime-Deadline-Ms"),
    MODE(
            "InvalidFunctionResponseMode",
            Told.ANSWERED,
            "the response's mode is not streaming",
            "leave the header Lambda-Runtime-Function-Response-Mode out, or say streaming"),
    TRUNCATED(
            "TruncatedHTTPRequest",
            Told.ANSWERED,
            "the connection was closed before the whole body had come",
            "send as many bytes as Content-Length says, or the last chunk"),
    TOO_LARGE(
            "RequestEntityTooLarge",
            Told.ANSWERED,
            "the body has more bytes than limits.payload allows",
            "answer with less"),
    FORMAT(
            "InvalidRequestFormat",
            Told.ANSWERED,
            "the body of register is not the JSON that it has to be",
            "send {\"events\": [\"INVOKE\", \"SHUTDOWN\"]}"),
    EXTENSION_NAME(
            "Extension.InvalidExtensionName",
            Told.ANSWERED,
            "register came without Lambda-Extension-Name",
            "send the header with the name of the extension's file"),
    EXTENSION_EVENT(
            "Extension.InvalidEventType",
            Told.ANSWERED,
            "register asked for an event that there is not, or that this extension can't have",
            "ask for INVOKE and SHUTDOWN; an internal extension for INVOKE alone"),
    EXTENSION_STATE(
            "Extension.InvalidExtensionState",
            Told.ANSWERED,
            "the extension may not make this call now",
            "register once, then poll, one poll at a time; nothing after init/error and exit/error"),
    EXTENSION_CLOSED(
            "Extension.RegistrationClosed",
            Told.ANSWERED,
            "register came after the runtime had polled",
            "register before the first next of the runtime"),
    EXTENSION_MANY(
            "Extension.TooManyExtensions",
            Told.ANSWERED,
            "ten extensions have registered",
            "have at most ten, internal ones included"),
    EXTENSION_NO_IDENTIFIER(
            "Extension.MissingExtensionIdentifier",
            Told.ANSWERED,
            "the call came without Lambda-Extension-Identifier",
            "send what register answered in the header of that name"),
    EXTENSION_MALFORMED_IDENTIFIER(
            "Extension.InvalidExtensionIdentifier",
            Told.ANSWERED,
            "Lambda-Extension-Identifier is no UUID",
            "send what register answered in the header of that name"),
    EXTENSION_UNKNOWN_IDENTIFIER(
            "Extension.UnknownExtensionIdentifier",
            Told.ANSWERED,
            "no extension of this environment has this identifier",
            "send what register answered, anew after a reset"),
    EXTENSION_HEADER(
            "Extension.MissingHeader",
            Told.ANSWERED,
            "init/error or exit/error came without Lambda-Extension-Function-Error-Type",
            "send a type such as Extension.Reason in it");

    /** Who reads of it. */
    private enum Told {
        CALLER("the caller of the function, as errorType; error_type of an invoke's result"),
        ANSWERED("whoever made the call, as errorType of its answer; the event request.refused"),
        REPORTED("the caller, as the runtime reports it: simrun passes it on and never makes it up"),
        ELSEWHERE("nobody in simrun: it is Lambda's own, of what is not simulated");

        private final String whom;

        Told(String whom) {
            this.whom = whom;
        }
    }

    private final String type;
    private final Told told;
    private final String when;
    private final String instead;

    LambdaError(String type, Told told, String when, String instead) {
        this.type = type;
        this.told = told;
        this.when = when;
        this.instead = instead;
    }

    static List<String> types() {
        return Arrays.stream(values()).map(LambdaError::type).toList();
    }

    static Optional<LambdaError> named(String type) {
        return Arrays.stream(values()).filter(it -> it.type.equals(type)).findFirst();
    }

    String type() {
        return type;
    }

    String when() {
        return when;
    }

    String instead() {
        return instead;
    }

    /** All of it, in lines of 80 columns. */
    String text() {
        var text = new Paragraphs()
                .line("Error " + type)
                .wrapped("When: " + when + ".")
                .wrapped("Told to: " + told.whom + ".");
        var statuses = Arrays.stream(Refusal.values())
                .filter(it -> it.errorType().filter(type::equals).isPresent())
                .map(it -> it.status().orElseThrow())
                .distinct()
                .map(String::valueOf)
                .toList();
        if (!statuses.isEmpty()) {
            text.wrapped("Status: " + String.join(", ", statuses) + ".");
        }
        return text.line("").wrapped("Instead: " + instead + ".").toString();
    }
}
