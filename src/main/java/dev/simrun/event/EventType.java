package dev.simrun.event;

import static dev.simrun.event.Field.Kind.DURATION;
import static dev.simrun.event.Field.Kind.FLAG;
import static dev.simrun.event.Field.Kind.JSON;
import static dev.simrun.event.Field.Kind.NUMBER;
import static dev.simrun.event.Field.Kind.TEXT;
import static dev.simrun.event.Field.Kind.word;
import static dev.simrun.event.Field.Kind.words;
import static dev.simrun.event.Field.always;
import static dev.simrun.event.Field.ifAny;

import dev.simrun.event.Fact.ExtensionAcknowledged;
import dev.simrun.event.Fact.ExtensionEvent;
import dev.simrun.event.Fact.ExtensionExitError;
import dev.simrun.event.Fact.ExtensionInitError;
import dev.simrun.event.Fact.ExtensionNext;
import dev.simrun.event.Fact.ExtensionRegister;
import dev.simrun.event.Fact.Fault;
import dev.simrun.event.Fact.Freeze;
import dev.simrun.event.Fact.InitDone;
import dev.simrun.event.Fact.InitError;
import dev.simrun.event.Fact.InitStart;
import dev.simrun.event.Fact.InvokeDone;
import dev.simrun.event.Fact.InvokeStart;
import dev.simrun.event.Fact.InvokeTimeout;
import dev.simrun.event.Fact.Log;
import dev.simrun.event.Fact.Note;
import dev.simrun.event.Fact.ProcessExit;
import dev.simrun.event.Fact.ProcessSignal;
import dev.simrun.event.Fact.ProcessStart;
import dev.simrun.event.Fact.Referee;
import dev.simrun.event.Fact.RequestRefused;
import dev.simrun.event.Fact.Reset;
import dev.simrun.event.Fact.RestoreDone;
import dev.simrun.event.Fact.RestoreStart;
import dev.simrun.event.Fact.RuntimeError;
import dev.simrun.event.Fact.RuntimeInitError;
import dev.simrun.event.Fact.RuntimeNext;
import dev.simrun.event.Fact.RuntimeResponse;
import dev.simrun.event.Fact.RuntimeRestoreError;
import dev.simrun.event.Fact.RuntimeRestoreNext;
import dev.simrun.event.Fact.ShutdownDone;
import dev.simrun.event.Fact.ShutdownStart;
import dev.simrun.event.Fact.Thaw;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The closed list of what a timeline can hold. Every event also has {@code type}, {@code at} (time
 * since the environment began), {@code seq} and {@code actor}.
 */
public enum EventType {
    EXTENSION_REGISTER(
            "extension.register",
            "an extension registered",
            ExtensionRegister.class,
            always("id", "its identifier", TEXT, ExtensionRegister::id),
            always(
                    "events",
                    "what it subscribed to",
                    words(EventKind.class),
                    ExtensionRegister::events),
            always(
                    "kind",
                    "external or internal",
                    word(ExtensionRegister.Kind.class),
                    ExtensionRegister::kind)),
    EXTENSION_NEXT("extension.next", "an extension polled for its next event", ExtensionNext.class),
    EXTENSION_EVENT(
            "extension.event",
            "an event was delivered to an extension",
            ExtensionEvent.class,
            always("event", "INVOKE or SHUTDOWN", word(EventKind.class), ExtensionEvent::event),
            ifAny(
                    "reason",
                    "why, with SHUTDOWN",
                    word(ShutdownReason.class),
                    ExtensionEvent::reason),
            ifAny("request_id", "of the invocation, with INVOKE", TEXT, ExtensionEvent::requestId),
            always("deadline", "Unix time in ms", NUMBER, ExtensionEvent::deadline)),
    EXTENSION_ACKNOWLEDGED(
            "extension.acknowledged",
            "an extension acknowledged SHUTDOWN in time",
            ExtensionAcknowledged.class,
            always(
                    "by",
                    "next or exit",
                    word(ExtensionAcknowledged.By.class),
                    ExtensionAcknowledged::by),
            always(
                    "after",
                    "time since SHUTDOWN was delivered",
                    DURATION,
                    ExtensionAcknowledged::after)),
    EXTENSION_INIT_ERROR(
            "extension.init_error",
            "an extension reported init/error",
            ExtensionInitError.class,
            always("error_type", "as reported", TEXT, ExtensionInitError::errorType)),
    EXTENSION_EXIT_ERROR(
            "extension.exit_error",
            "an extension reported exit/error",
            ExtensionExitError.class,
            always("error_type", "as reported", TEXT, ExtensionExitError::errorType)),
    RUNTIME_NEXT(
            "runtime.next",
            "the runtime polled for its next invocation",
            RuntimeNext.class,
            ifAny(
                    "release",
                    "its name and features, in the poll that first tells them",
                    TEXT,
                    RuntimeNext::release),
            ifAny(
                    "redelivered",
                    "true if it got the same one again, as it had not answered",
                    FLAG,
                    next -> Optional.of(true).filter(_ -> next.redelivered()))),
    RUNTIME_RESPONSE(
            "runtime.response",
            "the runtime posted a response",
            RuntimeResponse.class,
            always("request_id", "of the invocation", TEXT, RuntimeResponse::requestId),
            always("size", "of the body, in bytes", NUMBER, RuntimeResponse::size),
            ifAny("content_type", "as posted", TEXT, RuntimeResponse::contentType),
            always(
                    "mode",
                    "buffered or streaming",
                    word(RuntimeResponse.Mode.class),
                    RuntimeResponse::mode)),
    RUNTIME_ERROR(
            "runtime.error",
            "the runtime posted an error for an invocation",
            RuntimeError.class,
            always("request_id", "of the invocation", TEXT, RuntimeError::requestId),
            always("error_type", "as the platform validated it", TEXT, RuntimeError::errorType),
            ifAny(
                    "sent_type",
                    "the header if it is another type; empty if there was none",
                    TEXT,
                    RuntimeError::sentType),
            ifAny("error_message", "of the body", TEXT, RuntimeError::errorMessage),
            ifAny("content_type", "as posted", TEXT, RuntimeError::contentType),
            ifAny(
                    "xray_cause",
                    "the cause header, if it is valid JSON",
                    JSON,
                    RuntimeError::xrayCause)),
    RUNTIME_INIT_ERROR(
            "runtime.init_error",
            "the runtime posted init/error",
            RuntimeInitError.class,
            always("error_type", "as the platform validated it", TEXT, RuntimeInitError::errorType),
            ifAny(
                    "sent_type",
                    "the header if it is another type; empty if there was none",
                    TEXT,
                    RuntimeInitError::sentType),
            ifAny("error_message", "of the body", TEXT, RuntimeInitError::errorMessage),
            always("content_type", "as stored", TEXT, RuntimeInitError::contentType)),
    INVOKE_START(
            "invoke.start",
            "an invocation was handed to the environment",
            InvokeStart.class,
            always("request_id", "of the invocation", TEXT, InvokeStart::requestId),
            always(
                    "cold_start",
                    "whether it is the first since init",
                    FLAG,
                    InvokeStart::coldStart)),
    INVOKE_DONE(
            "invoke.done",
            "the caller of an invocation was answered",
            InvokeDone.class,
            always("request_id", "of the invocation", TEXT, InvokeDone::requestId),
            always(
                    "outcome",
                    "success, error, timeout or crash",
                    word(Outcome.class),
                    InvokeDone::outcome)),
    INVOKE_TIMEOUT(
            "invoke.timeout",
            "the function time-out passed before the invoke phase ended",
            InvokeTimeout.class,
            always("request_id", "of the invocation", TEXT, InvokeTimeout::requestId)),
    INIT_START("init.start", "init began", InitStart.class),
    INIT_DONE("init.done", "the runtime and every registered extension polled", InitDone.class),
    INIT_ERROR(
            "init.error",
            "init failed",
            InitError.class,
            always("phase", "init or invoke", word(InitError.Phase.class), InitError::phase),
            always("error_type", "of the failure", TEXT, InitError::errorType)),
    FREEZE("freeze", "all processes of the environment are stopped", Freeze.class),
    THAW("thaw", "the frozen processes go on", Thaw.class),
    RESTORE_START("restore.start", "the restore of a snapshot began", RestoreStart.class),
    RESTORE_DONE(
            "restore.done", "the runtime polled for an event after its restore", RestoreDone.class),
    RUNTIME_RESTORE_NEXT(
            "runtime.restore_next",
            "the runtime is ready for the snapshot",
            RuntimeRestoreNext.class),
    RUNTIME_RESTORE_ERROR(
            "runtime.restore_error",
            "the runtime posted restore/error",
            RuntimeRestoreError.class,
            always(
                    "error_type",
                    "as the platform validated it",
                    TEXT,
                    RuntimeRestoreError::errorType),
            ifAny(
                    "sent_type",
                    "the header if it is another type; empty if there was none",
                    TEXT,
                    RuntimeRestoreError::sentType),
            ifAny("error_message", "of the body", TEXT, RuntimeRestoreError::errorMessage)),
    RESET(
            "reset",
            "a reset is complete; the next invocation begins with init",
            Reset.class,
            always("reason", "why", word(ShutdownReason.class), Reset::reason)),
    SHUTDOWN_START(
            "shutdown.start",
            "the shutdown sequence began",
            ShutdownStart.class,
            always("reason", "why", word(ShutdownReason.class), ShutdownStart::reason)),
    SHUTDOWN_DONE(
            "shutdown.done",
            "all processes are gone",
            ShutdownDone.class,
            always("reason", "why", word(ShutdownReason.class), ShutdownDone::reason)),
    PROCESS_START(
            "process.start",
            "a process (or a fake standing for one) was started",
            ProcessStart.class),
    PROCESS_SIGNAL(
            "process.signal",
            "a process group was signalled",
            ProcessSignal.class,
            always("signal", "such as SIGTERM", TEXT, ProcessSignal::signal)),
    PROCESS_EXIT(
            "process.exit",
            "a process ended",
            ProcessExit.class,
            ifAny("code", "its exit status, if it exited", NUMBER, ProcessExit::code),
            ifAny("signal", "what killed it, if a signal did", TEXT, ProcessExit::signal)),
    LOG(
            "log",
            "a process wrote a line",
            Log.class,
            always("stream", "stdout or stderr", word(Log.Stream.class), Log::stream),
            always("line", "without its terminator", TEXT, Log::line),
            ifAny("level", "if the line is JSON and names one", TEXT, Log::level),
            ifAny(
                    "cut",
                    "true if the line was cut here, after 1 MiB, and the next one goes on",
                    FLAG,
                    log -> Optional.of(true).filter(_ -> log.cut()))),
    REQUEST_REFUSED(
            "request.refused",
            "a request was answered with a status of 400 or more",
            RequestRefused.class,
            always("method", "of the request", TEXT, RequestRefused::method),
            always("path", "of the request", TEXT, RequestRefused::path),
            always(
                    "cause",
                    "why, such as late_answer or concurrent_next",
                    word(Refusal.class),
                    RequestRefused::cause),
            always("status", "of the answer", NUMBER, it -> (long) it.cause().status()),
            ifAny("error_type", "of the answer's body", TEXT, it -> it.cause().errorType())),
    FAULT(
            "fault",
            "a fault of the scenario met a request",
            Fault.class,
            always("api", "runtime_api or extensions_api", TEXT, Fault::api),
            always("method", "of the request", TEXT, Fault::method),
            always("path", "of the request", TEXT, Fault::path),
            always(
                    "action",
                    "answer, delay, drop, reset, truncate, duplicate or network",
                    word(Fault.Action.class),
                    Fault::action)),
    REFEREE(
            "referee",
            "a client did something against the protocol",
            Referee.class,
            always("rule", "its id, which simrun explain knows", TEXT, Referee::rule),
            always("message", "what was done", TEXT, Referee::message)),
    NOTE("note", "a note step", Note.class, always("text", "of the note", TEXT, Note::text));

    private static final Map<Class<? extends Fact>, EventType> BY_FACT =
            Arrays.stream(values()).collect(Collectors.toMap(type -> type.fact, type -> type));

    private final String wireName;
    private final String summary;
    private final Class<? extends Fact> fact;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, which can't be changed
    private final List<Field<? extends Fact>> fields;

    /** Fills the fields of a fact, which is of the right type, into a map. */
    @SuppressWarnings("ImmutableEnumChecker") // holds nothing but the fields
    private final Function<Fact, Map<String, Value>> values;

    @SafeVarargs
    <F extends Fact> EventType(String wireName, String summary, Class<F> fact, Field<F>... fields) {
        this.wireName = wireName;
        this.summary = summary;
        this.fact = fact;
        this.fields = List.of(fields);
        this.values = any -> values(fact.cast(any), List.of(fields));
    }

    private static <F extends Fact> Map<String, Value> values(F fact, List<Field<F>> fields) {
        var values = new LinkedHashMap<String, Value>();
        for (var field : fields) {
            field.of().apply(fact).ifPresent(value -> values.put(field.name(), value));
        }
        return values;
    }

    /** What its events tell. */
    public Class<? extends Fact> fact() {
        return fact;
    }

    /** The type that a fact is of. */
    public static EventType of(Fact fact) {
        var type = BY_FACT.get(fact.getClass());
        if (type == null) {
            throw new IllegalStateException("no type of event for " + fact);
        }
        return type;
    }

    /** What a fact of the type tells, by the names of the fields. */
    Map<String, Value> fields(Fact of) {
        return values.apply(of);
    }

    /** The name in scenarios and reports, such as {@code invoke.start}. */
    public String wireName() {
        return wireName;
    }

    public String summary() {
        return summary;
    }

    public List<Field<? extends Fact>> fields() {
        return fields;
    }

    /** The type of that name in scenarios and reports. */
    public static Optional<EventType> named(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
    }
}
