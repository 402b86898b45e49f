package dev.simrun.sim;

import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.sim.Extension.State;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** The Extensions API (WIRE.md §3) and the delivery of events. */
final class ExtensionCalls {
    private final World world;

    ExtensionCalls(World world) {
        this.world = world;
    }

    void register(Input.Register call) {
        var name = call.name().orElse("");
        if (name.isEmpty()) {
            refuse(call, Refusal.MISSING_NAME);
            return;
        }
        switch (call.body()) {
            case Input.Registration.Malformed(String message) ->
                    refuse(call, Refusal.MALFORMED_REGISTRATION, message);
            case Input.Registration.ConfigurationKeys() -> refuse(call, Refusal.CONFIGURATION_KEYS);
            case Input.Registration.Events(List<String> events) -> register(call, name, events);
        }
    }

    private void register(Input.Register call, String name, List<String> events) {
        boolean external =
                world.setup.externals().stream().anyMatch(declared -> declared.name().equals(name));
        var kinds = new LinkedHashSet<EventKind>();
        for (var event : events) {
            var kind = kind(event);
            if (kind.isEmpty()) {
                refuse(call, Refusal.UNKNOWN_EVENT, event);
                return;
            }
            if (!external && kind.get() == EventKind.SHUTDOWN) {
                refuse(call, Refusal.SHUTDOWN_OF_INTERNAL);
                return;
            }
            kinds.add(kind.get());
        }
        if (world.phase() == Phase.SHUTDOWN) {
            refuse(call, Refusal.REGISTRATION_DURING_SHUTDOWN);
        } else if (external ? mayRegisterExternal(call, name) : mayRegisterInternal(call, name)) {
            accept(call, name, !external, kinds);
        }
    }

    private static Optional<EventKind> kind(String event) {
        return EnumSet.allOf(EventKind.class).stream()
                .filter(kind -> kind.name().equals(event))
                .findFirst();
    }

    private boolean mayRegisterExternal(Input.Register call, String name) {
        var known =
                world.extensions.external().stream().filter(e -> e.name().equals(name)).findFirst();
        if (known.isPresent()) {
            var from = known.get().state.wireName() + " to Registered failed for extension ";
            refuse(call, Refusal.REGISTERED_TWICE, from + name);
            return false;
        }
        return mayGrow(call);
    }

    private boolean mayRegisterInternal(Input.Register call, String name) {
        if (world.runtime.polled()) {
            refuse(call, Refusal.REGISTRATION_CLOSED);
            return false;
        }
        if (!mayGrow(call)) {
            return false;
        }
        if (world.extensions.byName(name).isPresent()) {
            refuse(call, Refusal.NAME_OF_ANOTHER);
            return false;
        }
        return true;
    }

    private boolean mayGrow(Input.Register call) {
        boolean full = world.extensions.count() >= Extensions.LIMIT;
        if (full) {
            refuse(call, Refusal.TOO_MANY_EXTENSIONS, Integer.toString(Extensions.LIMIT));
        }
        return !full;
    }

    private void accept(Input.Register call, String name, boolean internal, Set<EventKind> kinds) {
        var extension = world.extensions.register(world.uuid(), name, internal, kinds, world.now);
        var kind =
                internal
                        ? Fact.ExtensionRegister.Kind.INTERNAL
                        : Fact.ExtensionRegister.Kind.EXTERNAL;
        world.record(name, new Fact.ExtensionRegister(extension.id(), List.copyOf(kinds), kind));
        world.reply(
                call.call(),
                new Reply.Registered(
                        extension.id(),
                        world.setup.functionName(),
                        world.setup.functionVersion(),
                        world.setup.handler(),
                        Optional.of(world.setup.accountId())
                                .filter(account -> call.accountId() && !account.isEmpty())));
    }

    /** The poll of an extension, if it may; gives the extension for what the poll means. */
    Optional<Extension> next(Input.ExtensionNext call) {
        var found = identify(call, call.identifier(), true);
        if (found.isEmpty()) {
            return found;
        }
        var extension = found.get();
        if (extension.state != State.REGISTERED && extension.state != State.RUNNING) {
            refuseState(call, extension, State.READY, Refusal.CONCURRENT_NEXT);
            return Optional.empty();
        }
        world.record(extension.name(), new Fact.ExtensionNext());
        extension.state = State.READY;
        extension.polled = true;
        extension.busyWith.clear();
        extension.queue.forEach(extension::becomesBusy);
        extension.waitingCall = OptionalLong.of(call.call());
        // Whoever polls again has received what the call before was given.
        extension.lastCall = OptionalLong.empty();
        deliver(extension);
        return found;
    }

    /** Puts an event in the queues of its subscribers and wakes those that wait. */
    void broadcast(LifecycleEvent event) {
        for (var extension : world.extensions.broadcast(event)) {
            extension.becomesBusy(event);
            deliver(extension);
        }
    }

    private void deliver(Extension extension) {
        if (extension.waitingCall.isEmpty() || extension.queue.isEmpty()) {
            return;
        }
        long call = extension.waitingCall.getAsLong();
        var event = extension.queue.removeFirst();
        extension.waitingCall = OptionalLong.empty();
        extension.state = State.RUNNING;
        extension.lastCall = OptionalLong.of(call);
        extension.lastEvent = Optional.of(event);
        if (event.kind() == EventKind.SHUTDOWN) {
            extension.shutdownDelivered = Optional.of(world.now);
        }
        world.record(
                extension.name(),
                event.fact(world.sinceBeginning(Instant.ofEpochMilli(event.deadlineMs()))));
        world.reply(call, new Reply.Lifecycle(event, world.uuid()));
    }

    boolean noneBusyWith(String requestId) {
        return world.extensions.all().stream().noneMatch(e -> e.busyWith.contains(requestId));
    }

    void initError(Input.ExtensionInitError call) {
        var found = identifyForError(call, call.identifier(), call.errorType());
        if (found.isEmpty()) {
            return;
        }
        var extension = found.get();
        if (extension.state != State.REGISTERED && extension.state != State.INIT_ERROR) {
            refuseState(call, extension, State.INIT_ERROR, Refusal.EXTENSION_INIT_ERROR_AFTER_INIT);
            return;
        }
        extension.state = State.INIT_ERROR;
        var type = call.errorType().orElseThrow();
        accept(call, extension, type, new Fact.ExtensionInitError(type));
    }

    void exitError(Input.ExtensionExitError call) {
        var found = identifyForError(call, call.identifier(), call.errorType());
        if (found.isEmpty()) {
            return;
        }
        var extension = found.get();
        if (extension.state == State.INIT_ERROR || extension.state == State.EXITED) {
            // The engine names Exited, not ExitError, as the state that could not be reached.
            refuseState(call, extension, State.EXITED, Refusal.EXTENSION_CALL_AFTER_ERROR);
            return;
        }
        closePoll(extension);
        extension.state = State.EXIT_ERROR;
        var type = call.errorType().orElseThrow();
        accept(call, extension, type, new Fact.ExtensionExitError(type));
    }

    private void accept(Input.Call call, Extension extension, String errorType, Fact fact) {
        extension.reportedError = true;
        world.reportedFatal = world.reportedFatal.or(() -> Optional.of(errorType));
        world.record(extension.name(), fact);
        world.reply(call.call(), new Reply.Accepted());
    }

    /** The client of a poll left: an event that did not arrive waits for the next poll. */
    void gone(long call) {
        for (var extension : world.extensions.all()) {
            if (extension.waitingCall.equals(OptionalLong.of(call))) {
                extension.waitingCall = OptionalLong.empty();
                extension.state =
                        extension.lastEvent.isPresent() ? State.RUNNING : State.REGISTERED;
            } else if (extension.lastCall.equals(OptionalLong.of(call))
                    && extension.state == State.RUNNING) {
                var event = extension.lastEvent.orElseThrow();
                extension.queue.addFirst(event);
                if (event.kind() == EventKind.SHUTDOWN) {
                    extension.shutdownDelivered = Optional.empty();
                }
                extension.lastCall = OptionalLong.empty();
            }
        }
    }

    void ended(String name) {
        for (var extension : world.extensions.external()) {
            if (extension.name().equals(name)) {
                closePoll(extension);
                extension.state = State.EXITED;
            }
        }
    }

    private void closePoll(Extension extension) {
        extension.waitingCall.ifPresent(waiting -> world.reply(waiting, new Reply.Closed()));
        extension.waitingCall = OptionalLong.empty();
    }

    private Optional<Extension> identifyForError(
            Input.Call call, Optional<String> identifier, Optional<String> errorType) {
        if (malformed(call, identifier)) {
            return Optional.empty();
        }
        if (errorType.filter(type -> !type.isEmpty()).isEmpty()) {
            refuse(call, Refusal.MISSING_ERROR_TYPE);
            return Optional.empty();
        }
        return identify(call, identifier, false);
    }

    private Optional<Extension> identify(
            Input.Call call, Optional<String> identifier, boolean named) {
        if (malformed(call, identifier)) {
            return Optional.empty();
        }
        var uuid = UUID.fromString(identifier.orElseThrow()).toString();
        var extension = world.extensions.byId(uuid);
        if (extension.isEmpty()) {
            var what = named ? "extension " + uuid : "Lambda-Extension-Identifier";
            refuse(call, Refusal.UNKNOWN_IDENTIFIER, what);
        }
        return extension;
    }

    private boolean malformed(Input.Call call, Optional<String> identifier) {
        var text = identifier.orElse("");
        if (text.isEmpty()) {
            refuse(call, Refusal.MISSING_IDENTIFIER);
            return true;
        }
        if (!text.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            refuse(call, Refusal.MALFORMED_IDENTIFIER);
            return true;
        }
        return false;
    }

    private void refuse(Input.Call call, Refusal cause) {
        world.refuse(call.call(), cause);
    }

    private void refuse(Input.Call call, Refusal cause, String detail) {
        world.refuse(call.call(), cause, detail);
    }

    /** What it did before tells more than where it stands. */
    private void refuseState(Input.Call call, Extension extension, State target, Refusal cause) {
        var first =
                extension.reportedError
                        ? Refusal.EXTENSION_CALL_AFTER_ERROR
                        : extension.state == State.EXITED
                                ? Refusal.EXTENSION_CALL_AFTER_EXIT
                                : cause;
        var move = extension.state.wireName() + " to " + target.wireName();
        refuse(call, first, move + " failed for extension " + extension.id());
    }
}
