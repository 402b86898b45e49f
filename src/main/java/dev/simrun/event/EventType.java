package dev.simrun.event;

import static dev.simrun.event.Field.Kind.CHUNKS;
import static dev.simrun.event.Field.Kind.DURATION;
import static dev.simrun.event.Field.Kind.EXITS;
import static dev.simrun.event.Field.Kind.FLAG;
import static dev.simrun.event.Field.Kind.JSON;
import static dev.simrun.event.Field.Kind.NUMBER;
import static dev.simrun.event.Field.Kind.SIGNAL;
import static dev.simrun.event.Field.Kind.TEXT;
import static dev.simrun.event.Field.Kind.TEXTS;
import static dev.simrun.event.Field.Kind.oneOf;
import static dev.simrun.event.Field.Kind.word;
import static dev.simrun.event.Field.Kind.words;
import static dev.simrun.event.Field.always;
import static dev.simrun.event.Field.ifAny;
import static dev.simrun.event.Field.mark;

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
import dev.simrun.event.Fact.InvokeEnd;
import dev.simrun.event.Fact.InvokeStart;
import dev.simrun.event.Fact.InvokeTimeout;
import dev.simrun.event.Fact.Log;
import dev.simrun.event.Fact.Note;
import dev.simrun.event.Fact.ProcessExit;
import dev.simrun.event.Fact.ProcessSignal;
import dev.simrun.event.Fact.ProcessStart;
import dev.simrun.event.Fact.Referee;
import dev.simrun.event.Fact.RequestAbandoned;
import dev.simrun.event.Fact.RequestRefused;
import dev.simrun.event.Fact.Reset;
import dev.simrun.event.Fact.RestoreDone;
import dev.simrun.event.Fact.RestoreStart;
import dev.simrun.event.Fact.RuntimeError;
import dev.simrun.event.Fact.RuntimeInitError;
import dev.simrun.event.Fact.RuntimeInvoke;
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
 * The closed list of what a timeline can hold. Every event also has {@code type}, {@code at} (time since the
 * environment began), {@code seq} and {@code actor}.
 */
public enum EventType {
    EXTENSION_REGISTER(
            "extension.register",
            "an extension registered",
            ExtensionRegister.class,
            always("id", "its identifier", TEXT, ExtensionRegister::id),
            always("name", "under which it registered", TEXT, ExtensionRegister::name),
            always("events", "what it subscribed to", words(EventKind.class), ExtensionRegister::events),
            always("kind", "external or internal", word(ExtensionRegister.Kind.class), ExtensionRegister::kind)),
    EXTENSION_NEXT("extension.next", "an extension polled for its next event", ExtensionNext.class),
    EXTENSION_EVENT(
            "extension.event",
            "an event was delivered to an extension",
            ExtensionEvent.class,
            always("event", "INVOKE or SHUTDOWN", word(EventKind.class), ExtensionEvent::event),
            ifAny("reason", "why, with SHUTDOWN", word(ShutdownReason.class), ExtensionEvent::reason),
            ifAny("request_id", "of the invocation, with INVOKE", TEXT, ExtensionEvent::requestId),
            always("deadline", "Unix time in ms", NUMBER, ExtensionEvent::deadline),
            always("deadline_at", "since the environment began", DURATION, ExtensionEvent::deadlineAt),
            mark(
                    "lost",
                    "true if it went to a poll whose client had hung up: found by those alone who ask for it",
                    ExtensionEvent::lost)),
    EXTENSION_ACKNOWLEDGED(
            "extension.acknowledged",
            "an extension acknowledged SHUTDOWN in time",
            ExtensionAcknowledged.class,
            always("by", "next or exit", word(ExtensionAcknowledged.By.class), ExtensionAcknowledged::by),
            always("after", "time since SHUTDOWN was delivered", DURATION, ExtensionAcknowledged::after)),
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
            ifAny("release", "its name and features, in the poll that first tells them", TEXT, RuntimeNext::release),
            mark("redelivered", "true if it got the same one again, as it had not answered", RuntimeNext::redelivered)),
    RUNTIME_INVOKE(
            "runtime.invoke",
            "an invocation was delivered to the runtime",
            RuntimeInvoke.class,
            always("request_id", "of the invocation", TEXT, RuntimeInvoke::requestId),
            always("deadline_at", "since the environment began", DURATION, RuntimeInvoke::deadlineAt)),
    RUNTIME_RESPONSE(
            "runtime.response",
            "the runtime posted a response",
            RuntimeResponse.class,
            always("request_id", "of the invocation", TEXT, RuntimeResponse::requestId),
            always("size", "of the body, in bytes", NUMBER, RuntimeResponse::size),
            ifAny("content_type", "as posted", TEXT, RuntimeResponse::contentType),
            always("mode", "buffered or streaming", word(RuntimeResponse.Mode.class), RuntimeResponse::mode),
            ifAny(
                    "arrived_at",
                    "when the head of a streamed one came, if before its end, since the environment began",
                    DURATION,
                    RuntimeResponse::arrivedAt),
            ifAny(
                    "sent_type",
                    "the error type in its trailers, if Lambda keeps another",
                    TEXT,
                    RuntimeResponse::sentType)),
    RUNTIME_ERROR(
            "runtime.error",
            "the runtime posted an error for an invocation",
            RuntimeError.class,
            always("request_id", "of the invocation", TEXT, RuntimeError::requestId),
            always("error_type", "as the platform validated it", TEXT, RuntimeError::errorType),
            ifAny(
                    "sent_type",
                    "the header if it is another type, empty if there was none",
                    TEXT,
                    RuntimeError::sentType),
            ifAny("error_message", "of the body", TEXT, RuntimeError::errorMessage),
            ifAny("content_type", "as posted", TEXT, RuntimeError::contentType),
            ifAny("xray_cause", "the cause header, if it is valid JSON", JSON, RuntimeError::xrayCause)),
    RUNTIME_INIT_ERROR(
            "runtime.init_error",
            "the runtime posted init/error",
            RuntimeInitError.class,
            always("error_type", "as the platform validated it", TEXT, RuntimeInitError::errorType),
            ifAny(
                    "sent_type",
                    "the header if it is another type, empty if there was none",
                    TEXT,
                    RuntimeInitError::sentType),
            ifAny("error_message", "of the body", TEXT, RuntimeInitError::errorMessage),
            always("content_type", "as stored", TEXT, RuntimeInitError::contentType),
            ifAny(
                    "release",
                    "the client's name, or of an official one that does not tell it what its body shows",
                    TEXT,
                    RuntimeInitError::release)),
    INVOKE_START(
            "invoke.start",
            "an invocation was handed to the environment",
            InvokeStart.class,
            always("request_id", "of the invocation", TEXT, InvokeStart::requestId),
            always("cold_start", "whether it is the first since init", FLAG, InvokeStart::coldStart)),
    INVOKE_DONE(
            "invoke.done",
            "the caller of an invocation was answered",
            InvokeDone.class,
            always("request_id", "of the invocation", TEXT, InvokeDone::requestId),
            always("outcome", "success, error, timeout or crash", word(Outcome.class), InvokeDone::outcome),
            always("status", "what the platform's records say", word(InvokeDone.Status.class), InvokeDone::status),
            ifAny("error_type", "what the platform knows of a failure", TEXT, InvokeDone::errorType),
            ifAny("content_type", "as posted", TEXT, InvokeDone::contentType),
            ifAny(
                    "chunks",
                    "of a streamed response, the first 10,000: at, since the begin, and size",
                    CHUNKS,
                    InvokeDone::chunks)),
    INVOKE_END(
            "invoke.end",
            "the phase of an invocation is over: all are done with it, or all are gone",
            InvokeEnd.class,
            always("request_id", "of the invocation", TEXT, InvokeEnd::requestId),
            always("phase", "done, timeout or crash", word(InvokeEnd.Phase.class), InvokeEnd::phase),
            ifAny("phase_error_type", "what broke it", TEXT, InvokeEnd::phaseErrorType),
            always("duration", "how long it took", DURATION, InvokeEnd::duration),
            always(
                    "billed_duration",
                    "in whole milliseconds, with a cold start's init",
                    DURATION,
                    InvokeEnd::billedDuration),
            ifAny("init_duration", "of a cold start", DURATION, InvokeEnd::initDuration),
            ifAny("response_latency", "from its begin to the response", DURATION, InvokeEnd::responseLatency),
            ifAny(
                    "post_runtime_extensions_duration",
                    "from the runtime's next to the end",
                    DURATION,
                    InvokeEnd::postRuntimeExtensionsDuration)),
    INVOKE_TIMEOUT(
            "invoke.timeout",
            "the function time-out passed before the invoke phase ended",
            InvokeTimeout.class,
            always("request_id", "of the invocation", TEXT, InvokeTimeout::requestId),
            always("awaited", "who had yet to poll, to answer or to register", TEXTS, InvokeTimeout::awaited)),
    INIT_START(
            "init.start",
            "init began",
            InitStart.class,
            ifAny("deadline_at", "since the environment began", DURATION, InitStart::deadlineAt)),
    INIT_DONE(
            "init.done",
            "the runtime and every registered extension polled",
            InitDone.class,
            always("duration", "how long it took", DURATION, InitDone::duration),
            always("extensions", "those that registered", TEXTS, InitDone::extensions)),
    INIT_ERROR(
            "init.error",
            "init failed",
            InitError.class,
            always("phase", "init or invoke", word(InitError.Phase.class), InitError::phase),
            always("outcome", "success, error, timeout or crash", word(Outcome.class), InitError::outcome),
            always("error_type", "of the failure", TEXT, InitError::errorType),
            always("error_message", "of the failure", TEXT, InitError::errorMessage),
            ifAny("advice", "of simrun, beside what Lambda says: what would do", TEXT, InitError::advice),
            always("duration", "how long it took", DURATION, InitError::duration),
            always("extensions", "those that registered", TEXTS, InitError::extensions),
            ifAny(
                    "awaited",
                    "with a time-out: who had yet to poll or to register",
                    TEXTS,
                    fact -> Optional.of(fact.awaited()).filter(names -> !names.isEmpty()))),
    FREEZE("freeze", "all processes of the environment are stopped", Freeze.class),
    THAW("thaw", "the frozen processes go on", Thaw.class),
    RESTORE_START(
            "restore.start",
            "the restore of a snapshot began",
            RestoreStart.class,
            always("deadline_at", "since the environment began", DURATION, RestoreStart::deadlineAt)),
    RESTORE_DONE(
            "restore.done",
            "the runtime polled for an event after its restore, or the restore failed",
            RestoreDone.class,
            always("outcome", "success, error, timeout or crash", word(Outcome.class), RestoreDone::outcome),
            ifAny("error_type", "of the failure", TEXT, RestoreDone::errorType),
            ifAny("error_message", "of the failure", TEXT, RestoreDone::errorMessage),
            always("duration", "how long it took", DURATION, RestoreDone::duration)),
    RUNTIME_RESTORE_NEXT("runtime.restore_next", "the runtime is ready for the snapshot", RuntimeRestoreNext.class),
    RUNTIME_RESTORE_ERROR(
            "runtime.restore_error",
            "the runtime posted restore/error",
            RuntimeRestoreError.class,
            always("error_type", "as the platform validated it", TEXT, RuntimeRestoreError::errorType),
            ifAny(
                    "sent_type",
                    "the header if it is another type, empty if there was none",
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
            always("reason", "why", word(ShutdownReason.class), ShutdownStart::reason),
            mark("reset", "true if the environment is reset by it, and goes on", ShutdownStart::reset),
            always("deadline_at", "since the environment began", DURATION, ShutdownStart::deadlineAt),
            ifAny("runtime_deadline_at", "of the runtime, if it has one", DURATION, ShutdownStart::runtimeDeadlineAt)),
    SHUTDOWN_DONE(
            "shutdown.done",
            "all processes are gone",
            ShutdownDone.class,
            always("reason", "why", word(ShutdownReason.class), ShutdownDone::reason),
            always("duration", "how long it took", DURATION, ShutdownDone::duration),
            always("acknowledged", "the extensions that did", TEXTS, ShutdownDone::acknowledged),
            always("killed", "those that did not by the deadline", TEXTS, ShutdownDone::killed),
            always("unsubscribed", "those killed because they had not subscribed", TEXTS, ShutdownDone::unsubscribed),
            always("exited", "how each process ended: code or signal", EXITS, ShutdownDone::exited)),
    PROCESS_START("process.start", "a process (or a fake standing for one) was started", ProcessStart.class),
    PROCESS_SIGNAL(
            "process.signal",
            "a process group was signalled",
            ProcessSignal.class,
            always("signal", "such as SIGTERM", SIGNAL, ProcessSignal::signal)),
    PROCESS_EXIT(
            "process.exit",
            "a process ended",
            ProcessExit.class,
            ifAny("code", "its exit status, if it exited", NUMBER, ProcessExit::code),
            ifAny("signal", "what killed it, if a signal did", SIGNAL, ProcessExit::signal)),
    LOG(
            "log",
            "a process wrote a line",
            Log.class,
            always("stream", "stdout or stderr", word(Log.Stream.class), Log::stream),
            always("line", "without its terminator", TEXT, Log::line),
            ifAny("level", "if the line is JSON and names one", TEXT, Log::level),
            mark("cut", "true if the line was cut here, after 1 MiB, and the next one goes on", Log::cut)),
    REQUEST_ABANDONED(
            "request.abandoned",
            "a client hung up while its poll waited, which changes no state",
            RequestAbandoned.class,
            always("method", "of the request", TEXT, RequestAbandoned::method),
            always("path", "of the request", TEXT, RequestAbandoned::path)),
    REQUEST_REFUSED(
            "request.refused",
            "a request got a status of 400 or more, or no answer at all",
            RequestRefused.class,
            ifAny("method", "of the request, if it could be read", TEXT, RequestRefused::method),
            ifAny("path", "of the request, if it could be read", TEXT, RequestRefused::path),
            always("cause", "why, such as late_answer or concurrent_next", word(Refusal.class), RequestRefused::cause),
            always("reason", "why, in words", TEXT, RequestRefused::reason),
            ifAny(
                    "status",
                    "of the answer; none where the connection was closed in its place",
                    NUMBER,
                    it -> it.cause().status().map(Integer::longValue)),
            ifAny("error_type", "of the answer's body", TEXT, it -> it.cause().errorType())),
    FAULT(
            "fault",
            "a fault of the scenario met a request",
            Fault.class,
            always("api", "runtime_api or extensions_api", oneOf(Fault.APIS), Fault::api),
            always("method", "of the request", TEXT, Fault::method),
            always("path", "of the request", TEXT, Fault::path),
            always(
                    "action",
                    "answer, delay, drop, reset, truncate, duplicate or network",
                    word(Fault.Action.class),
                    Fault::action),
            ifAny(
                    "untaken",
                    "true if the environment never saw the request, or forgot it",
                    FLAG,
                    it -> Optional.of(true).filter(_ -> it.untaken()))),
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
    private final Function<Fact, Value.Tree> values;

    @SafeVarargs
    @SuppressWarnings("varargs") // they are read only
    <F extends Fact> EventType(String wireName, String summary, Class<F> fact, Field<F>... fields) {
        this.wireName = wireName;
        this.summary = summary;
        this.fact = fact;
        this.fields = List.of(fields);
        this.values = any -> values(fact.cast(any), List.of(fields));
    }

    private static <F extends Fact> Value.Tree values(F fact, List<Field<F>> fields) {
        var values = new LinkedHashMap<String, Value>();
        for (var field : fields) {
            field.of().apply(fact).ifPresent(value -> values.put(field.name(), value));
        }
        return new Value.Tree(values);
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

    /** What a fact of the type tells by the names of its fields; those without a value are left out. */
    public Value.Tree fields(Fact of) {
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
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }
}
