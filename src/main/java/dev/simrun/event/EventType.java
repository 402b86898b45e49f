package dev.simrun.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The closed list of what a timeline can hold. Every event also has {@code type}, {@code at} (time
 * since the environment began), {@code seq} and {@code actor}.
 */
public enum EventType {
    EXTENSION_REGISTER(
            "extension.register",
            "an extension registered",
            "id: its identifier",
            "events: what it subscribed to",
            "kind: external or internal"),
    EXTENSION_NEXT("extension.next", "an extension polled for its next event"),
    EXTENSION_EVENT(
            "extension.event",
            "an event was delivered to an extension",
            "event: INVOKE or SHUTDOWN",
            "reason: why, with SHUTDOWN",
            "request_id: of the invocation, with INVOKE",
            "deadline: Unix time in ms"),
    EXTENSION_ACKNOWLEDGED(
            "extension.acknowledged",
            "an extension acknowledged SHUTDOWN in time",
            "by: next or exit",
            "after: time since SHUTDOWN was delivered"),
    EXTENSION_INIT_ERROR(
            "extension.init_error", "an extension reported init/error", "error_type: as reported"),
    EXTENSION_EXIT_ERROR(
            "extension.exit_error", "an extension reported exit/error", "error_type: as reported"),
    RUNTIME_NEXT(
            "runtime.next",
            "the runtime polled for its next invocation",
            "release: its name and features, in the poll that first tells them",
            "redelivered: true if it got the same one again, as it had not answered"),
    RUNTIME_RESPONSE(
            "runtime.response",
            "the runtime posted a response",
            "request_id: of the invocation",
            "size: of the body, in bytes",
            "content_type: as posted",
            "mode: buffered or streaming"),
    RUNTIME_ERROR(
            "runtime.error",
            "the runtime posted an error for an invocation",
            "request_id: of the invocation",
            "error_type: as the platform validated it",
            "sent_type: the header if it is another type; empty if there was none",
            "error_message: of the body",
            "content_type: as posted",
            "xray_cause: the cause header, if it is valid JSON"),
    RUNTIME_INIT_ERROR(
            "runtime.init_error",
            "the runtime posted init/error",
            "error_type: as the platform validated it",
            "sent_type: the header if it is another type; empty if there was none",
            "error_message: of the body",
            "content_type: as stored"),
    INVOKE_START(
            "invoke.start",
            "an invocation was handed to the environment",
            "request_id: of the invocation",
            "cold_start: whether it is the first since init"),
    INVOKE_DONE(
            "invoke.done",
            "the caller of an invocation was answered",
            "request_id: of the invocation",
            "outcome: success, error, timeout or crash"),
    INVOKE_TIMEOUT(
            "invoke.timeout",
            "the function time-out passed before the invoke phase ended",
            "request_id: of the invocation"),
    INIT_START("init.start", "init began"),
    INIT_DONE("init.done", "the runtime and every registered extension polled"),
    INIT_ERROR("init.error", "init failed", "phase: init or invoke", "error_type: of the failure"),
    FREEZE("freeze", "all processes of the environment are stopped"),
    THAW("thaw", "the frozen processes go on"),
    RESTORE_START("restore.start", "the restore of a snapshot began"),
    RESTORE_DONE("restore.done", "the runtime polled for an event after its restore"),
    RUNTIME_RESTORE_NEXT("runtime.restore_next", "the runtime is ready for the snapshot"),
    RUNTIME_RESTORE_ERROR(
            "runtime.restore_error",
            "the runtime posted restore/error",
            "error_type: as the platform validated it",
            "sent_type: the header if it is another type; empty if there was none",
            "error_message: of the body"),
    RESET("reset", "a reset is complete; the next invocation begins with init", "reason: why"),
    SHUTDOWN_START("shutdown.start", "the shutdown sequence began", "reason: why"),
    SHUTDOWN_DONE("shutdown.done", "all processes are gone", "reason: why"),
    PROCESS_START("process.start", "a process (or a fake standing for one) was started"),
    PROCESS_SIGNAL("process.signal", "a process group was signalled", "signal: such as SIGTERM"),
    PROCESS_EXIT(
            "process.exit",
            "a process ended",
            "code: its exit status, if it exited",
            "signal: what killed it, if a signal did"),
    LOG(
            "log",
            "a process wrote a line",
            "stream: stdout or stderr",
            "line: without its terminator",
            "level: if the line is JSON and names one"),
    REQUEST_REFUSED(
            "request.refused",
            "a request was answered with a status of 400 or more",
            "method: of the request",
            "path: of the request",
            "status: of the answer",
            "error_type: of the answer's body"),
    FAULT(
            "fault",
            "a fault of the scenario met a request",
            "api: runtime_api or extensions_api",
            "method: of the request",
            "path: of the request",
            "action: answer, delay, drop, reset, truncate, duplicate or network"),
    REFEREE(
            "referee",
            "a client did something against the protocol",
            "rule: its id, which simrun explain knows",
            "message: what was done"),
    NOTE("note", "a note step", "text: of the note");

    private final String wireName;
    private final String summary;

    @SuppressWarnings("ImmutableEnumChecker") // made by toList(), which can't be changed
    private final List<Field> fields;

    EventType(String wireName, String summary, String... fields) {
        this.wireName = wireName;
        this.summary = summary;
        this.fields = Arrays.stream(fields).map(Field::of).toList();
    }

    /** A field that events of the type carry beside those that all have. */
    public record Field(String name, String meaning) {
        private static Field of(String text) {
            int colon = text.indexOf(": ");
            return new Field(text.substring(0, colon), text.substring(colon + 2));
        }
    }

    /** The name in scenarios and reports, such as {@code invoke.start}. */
    public String wireName() {
        return wireName;
    }

    public String summary() {
        return summary;
    }

    public List<Field> fields() {
        return fields;
    }

    /** The type of that name in scenarios and reports. */
    public static Optional<EventType> named(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
    }
}
