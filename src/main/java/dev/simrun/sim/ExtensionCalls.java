package dev.simrun.sim;

import dev.simrun.event.Ending;
import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import dev.simrun.sim.Extension.State;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The Extensions API (WIRE.md §3) and the delivery of events. */
final class ExtensionCalls {
    private static final Pattern POSTED_TYPE = Pattern.compile("Extension\\.[A-Z][a-zA-Z]+");

    private static final String HYPHENED = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** Bare, as a URN, or without hyphens (WIRE.md §3.3). */
    private static final Pattern UUID_FORMS =
            Pattern.compile("(?i)(?:" + HYPHENED + "|urn:uuid:" + HYPHENED + "|[0-9a-f]{32})");

    /** How long one in braces is. The engine's parser knows them by that alone and looks at neither. */
    private static final int BRACED_LENGTH = 38;

    final Registrations registrations;
    private final World world;

    ExtensionCalls(World world) {
        this.world = world;
        this.registrations = new Registrations(world);
    }

    /** The poll of an extension, if it may; gives the extension for what the poll means. */
    Optional<Extension> next(Input.ExtensionNext call) {
        var found = identify(call, call.identifier(), true);
        if (found.isEmpty()) {
            return found;
        }
        var extension = found.get();
        if (extension.state != State.REGISTERED && extension.state != State.RUNNING) {
            extension.waitingCall.ifPresent(world.hangUps::tell);
            refuseState(call, extension, State.READY, Refusal.CONCURRENT_NEXT);
            return Optional.empty();
        }
        world.record(extension.name(), new Fact.ExtensionNext());
        extension.polls();
        extension.queue.forEach(extension::becomesBusy);
        extension.waitingCall = OptionalLong.of(call.call());
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

    /** What goes to a poll whose client has hung up is lost, and the extension is taken to have it. */
    private void deliver(Extension extension) {
        if (extension.waitingCall.isEmpty() || extension.queue.isEmpty()) {
            return;
        }
        long call = extension.waitingCall.getAsLong();
        var event = extension.queue.removeFirst();
        extension.waitingCall = OptionalLong.empty();
        extension.state = State.RUNNING;
        boolean lost = world.hangUps.has(call);
        world.hangUps.tell(call);
        if (!lost && event.kind() == EventKind.SHUTDOWN) {
            extension.shutdownDelivered = Optional.of(world.now);
        }
        world.record(
                extension.name(), event.fact(world.sinceBeginning(Instant.ofEpochMilli(event.deadlineMs())), lost));
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
        accept(call, extension, callersType(type, "Extension.InitError"), new Fact.ExtensionInitError(type));
    }

    void exitError(Input.ExtensionExitError call) {
        var found = identifyForError(call, call.identifier(), call.errorType());
        if (found.isEmpty()) {
            return;
        }
        var extension = found.get();
        if (extension.state == State.INIT_ERROR || extension.state.isEnd()) {
            // The engine names Exited, not ExitError, as the state that could not be reached.
            refuseState(call, extension, State.EXITED, Refusal.EXTENSION_CALL_AFTER_ERROR);
            return;
        }
        closePoll(extension);
        extension.state = State.EXIT_ERROR;
        var type = call.errorType().orElseThrow();
        accept(call, extension, callersType(type, "Extension.ExitError"), new Fact.ExtensionExitError(type));
    }

    /** The caller of an on-demand function never sees what an extension posted; Managed Instances do (WIRE.md §3.5). */
    private String callersType(String posted, String generic) {
        return world.slots.several() && POSTED_TYPE.matcher(posted).find() ? posted : generic;
    }

    private void accept(Input.Call call, Extension extension, String callersType, Fact fact) {
        extension.reportedError = true;
        world.reportedFatal = world.reportedFatal.or(() -> Optional.of(callersType));
        world.record(extension.name(), fact);
        world.reply(call.call(), new Reply.Accepted());
    }

    /** The client of a poll has hung up. */
    void gone(long call) {
        world.extensions.all().stream()
                .filter(it -> it.waitingCall.equals(OptionalLong.of(call)))
                .forEach(it -> world.hangUps.add(call, it.name(), !it.internal(), "/2020-01-01/extension/event/next"));
    }

    /** A poll is taken back that may be one of these. */
    void withdrawn(long call) {
        world.extensions.all().stream()
                .filter(it -> it.waitingCall.equals(OptionalLong.of(call)))
                .forEach(Extension::pollWithdrawn);
    }

    void ended(String name, Ending ending) {
        for (var extension : world.extensions.external()) {
            if (extension.name().equals(name)) {
                boolean failed = extension.state == State.RUNNING
                        && extension.shutdownDelivered.isPresent()
                        && !ending.equals(new Ending.Code(0));
                closePoll(extension);
                extension.state = failed ? State.SHUTDOWN_FAILED : State.EXITED;
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
            world.refuse(call, Refusal.MISSING_ERROR_TYPE);
            return Optional.empty();
        }
        return identify(call, identifier, false);
    }

    private Optional<Extension> identify(Input.Call call, Optional<String> identifier, boolean named) {
        if (malformed(call, identifier)) {
            return Optional.empty();
        }
        var uuid = uuid(identifier.orElseThrow()).orElseThrow();
        var extension = world.extensions.byId(uuid);
        if (extension.isEmpty()) {
            var what = named ? "extension " + uuid : "Lambda-Extension-Identifier";
            world.refuse(call, Refusal.UNKNOWN_IDENTIFIER, what);
        }
        return extension;
    }

    private boolean malformed(Input.Call call, Optional<String> identifier) {
        var text = identifier.orElse("");
        if (text.isEmpty()) {
            world.refuse(call, Refusal.MISSING_IDENTIFIER);
            return true;
        }
        if (uuid(text).isEmpty()) {
            world.refuse(call, Refusal.MALFORMED_IDENTIFIER);
            return true;
        }
        return false;
    }

    /** A UUID in one of the forms that the engine takes, as it was given out. */
    private static Optional<String> uuid(String text) {
        return Uuid.isPlain(text) ? Optional.of(text) : otherForm(text);
    }

    private static Optional<String> otherForm(String text) {
        var form = text.length() == BRACED_LENGTH ? text.substring(1, BRACED_LENGTH - 1) : text;
        if (!UUID_FORMS.matcher(form).matches()) {
            return Optional.empty();
        }
        var digits = form.toLowerCase(Locale.ROOT).replace("urn:uuid:", "").replace("-", "");
        return Optional.of(digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    /** What it did before tells more than where it stands. */
    private void refuseState(Input.Call call, Extension extension, State target, Refusal cause) {
        var first = extension.reportedError
                ? Refusal.EXTENSION_CALL_AFTER_ERROR
                : extension.state.isEnd() ? Refusal.EXTENSION_CALL_AFTER_EXIT : cause;
        var move = extension.state.wireName() + " to " + target.wireName();
        world.refuse(call, first, move + " failed for extension " + extension.id());
    }
}
