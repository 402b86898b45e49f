package dev.simrun.event;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened. {@link EventType} says of each what it is called and what it tells. */
public sealed interface Fact {
    record ExtensionRegister(String id, String name, List<EventKind> events, Kind kind) implements Fact {
        public ExtensionRegister {
            events = List.copyOf(events);
        }

        /** Whether an extension has a process of its own. */
        public enum Kind implements Word {
            EXTERNAL,
            INTERNAL
        }
    }

    record ExtensionNext() implements Fact {}

    record ExtensionEvent(
            EventKind event,
            Optional<ShutdownReason> reason,
            Optional<String> requestId,
            long deadline,
            Duration deadlineAt,
            boolean lost)
            implements Fact {
        /** Whether it told the extension of the shutdown: one that is lost tells nobody. */
        public boolean isShutdown() {
            return event == EventKind.SHUTDOWN && !lost;
        }
    }

    record ExtensionAcknowledged(By by, Duration after) implements Fact {
        /** What an extension says with that it is done. */
        public enum By implements Word {
            NEXT,
            EXIT
        }
    }

    record ExtensionInitError(String errorType) implements Fact {}

    record ExtensionExitError(String errorType) implements Fact {}

    record RuntimeNext(Optional<String> release, boolean redelivered) implements Fact {}

    record RuntimeInvoke(String requestId, Duration deadlineAt) implements Fact {}

    record RuntimeResponse(
            String requestId,
            long size,
            Optional<String> contentType,
            Mode mode,
            Optional<Duration> arrivedAt,
            Optional<String> sentType)
            implements Fact {
        /** How a response came. */
        public enum Mode implements Word {
            BUFFERED,
            STREAMING
        }
    }

    record RuntimeError(
            String requestId,
            String errorType,
            Optional<String> sentType,
            Optional<String> errorMessage,
            Optional<String> contentType,
            Optional<String> xrayCause)
            implements Fact {}

    record RuntimeInitError(
            String errorType,
            Optional<String> sentType,
            Optional<String> errorMessage,
            String contentType,
            Optional<String> release)
            implements Fact {}

    record RuntimeRestoreNext() implements Fact {}

    record RuntimeRestoreError(String errorType, Optional<String> sentType, Optional<String> errorMessage)
            implements Fact {}

    record InvokeStart(String requestId, boolean coldStart) implements Fact {}

    record InvokeDone(
            String requestId,
            Outcome outcome,
            Status status,
            Optional<String> errorType,
            Optional<String> contentType,
            Optional<List<Chunk>> chunks)
            implements Fact {
        public InvokeDone {
            chunks = chunks.map(List::copyOf);
        }

        /** What the platform's own records say. */
        public enum Status implements Word {
            SUCCESS,
            ERROR,
            FAILURE,
            TIMEOUT
        }

        /**
         * A piece of a streamed response.
         *
         * @param at when it reached the caller, since the invocation began
         * @param size in bytes
         */
        public record Chunk(Duration at, long size) {}
    }

    /**
     * The function's time-out passed.
     *
     * @param awaited whom the phase still waited for
     */
    record InvokeTimeout(String requestId, List<String> awaited) implements Fact {
        public InvokeTimeout {
            awaited = List.copyOf(awaited);
        }
    }

    record InvokeEnd(
            String requestId,
            InvokeEnd.Phase phase,
            Optional<String> phaseErrorType,
            Duration duration,
            Duration billedDuration,
            Optional<Duration> initDuration,
            Optional<Duration> responseLatency,
            Optional<Duration> postRuntimeExtensionsDuration)
            implements Fact {
        /** How an invoke phase ended. */
        public enum Phase implements Word {
            DONE,
            TIMEOUT,
            CRASH
        }
    }

    record InitStart(Optional<Duration> deadlineAt) implements Fact {}

    record InitDone(Duration duration, List<String> extensions) implements Fact {
        public InitDone {
            extensions = List.copyOf(extensions);
        }
    }

    record InitError(
            InitError.Phase phase,
            Outcome outcome,
            String errorType,
            String errorMessage,
            Optional<String> advice,
            Duration duration,
            List<String> extensions,
            List<String> awaited)
            implements Fact {
        public InitError {
            extensions = List.copyOf(extensions);
            awaited = List.copyOf(awaited);
        }

        /** What init is part of. */
        public enum Phase implements Word {
            INIT,
            INVOKE
        }
    }

    record Freeze() implements Fact {}

    record Thaw() implements Fact {}

    record RestoreStart(Duration deadlineAt) implements Fact {}

    record RestoreDone(Outcome outcome, Optional<String> errorType, Optional<String> errorMessage, Duration duration)
            implements Fact {}

    record Reset(ShutdownReason reason) implements Fact {}

    record ShutdownStart(
            ShutdownReason reason, boolean reset, Duration deadlineAt, Optional<Duration> runtimeDeadlineAt)
            implements Fact {}

    /** Names in file order. */
    record ShutdownDone(
            ShutdownReason reason,
            Duration duration,
            List<String> acknowledged,
            List<String> killed,
            List<String> unsubscribed,
            Map<String, ProcessExit> exited)
            implements Fact {
        public ShutdownDone {
            acknowledged = List.copyOf(acknowledged);
            killed = List.copyOf(killed);
            unsubscribed = List.copyOf(unsubscribed);
            exited = Collections.unmodifiableMap(new LinkedHashMap<>(exited));
        }
    }

    record ProcessStart() implements Fact {}

    record ProcessSignal(String signal) implements Fact {}

    /** Of the two, one is there. */
    record ProcessExit(Optional<Long> code, Optional<String> signal) implements Fact {}

    record Log(Stream stream, String line, Optional<String> level, boolean cut) implements Fact {
        /** Where a line was written. */
        public enum Stream implements Word {
            STDOUT,
            STDERR
        }
    }

    record RequestAbandoned(String method, String path) implements Fact {}

    /** Method and path are there as far as they could be read. */
    record RequestRefused(Optional<String> method, Optional<String> path, Refusal cause, String reason)
            implements Fact {}

    record Fault(String api, String method, String path, Action action, boolean untaken) implements Fact {
        /** The APIs whose requests can meet one. */
        public static final List<String> APIS = List.of("runtime_api", "extensions_api");

        /** What a fault of a scenario does with a request. */
        public enum Action implements Word {
            ANSWER,
            DELAY,
            DROP,
            RESET,
            TRUNCATE,
            DUPLICATE,
            NETWORK
        }
    }

    record Referee(String rule, String message) implements Fact {}

    record Note(String text) implements Fact {}
}
