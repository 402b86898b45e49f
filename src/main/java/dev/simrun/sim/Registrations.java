package dev.simrun.sim;

import dev.simrun.event.EventKind;
import dev.simrun.event.Fact;
import dev.simrun.event.Refusal;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may register as an extension (WIRE.md §3.2). */
record Registrations(World world) {
    void register(Input.Register call) {
        var name = call.name().orElse("");
        if (name.isEmpty()) {
            world.refuse(call, Refusal.MISSING_NAME);
            return;
        }
        switch (call.body()) {
            case Input.Registration.Malformed(String message) ->
                world.refuse(call, Refusal.MALFORMED_REGISTRATION, message);
            case Input.Registration.ConfigurationKeys() -> world.refuse(call, Refusal.CONFIGURATION_KEYS);
            case Input.Registration.Events(List<String> events) -> register(call, name, events);
        }
    }

    private void register(Input.Register call, String name, List<String> events) {
        boolean external = world.setup.isExternal(name);
        var kinds = new LinkedHashSet<EventKind>();
        for (var event : events) {
            var kind = kind(event);
            if (kind.isEmpty()) {
                world.refuse(call, Refusal.UNKNOWN_EVENT, event);
                return;
            }
            if (!external && kind.get() == EventKind.SHUTDOWN) {
                world.refuse(call, Refusal.SHUTDOWN_OF_INTERNAL);
                return;
            }
            kinds.add(kind.get());
        }
        if (external ? mayRegisterExternal(call, name) : mayRegisterInternal(call, name)) {
            accept(call, name, !external, kinds);
        }
    }

    private static Optional<EventKind> kind(String event) {
        return EnumSet.allOf(EventKind.class).stream()
                .filter(kind -> kind.name().equals(event))
                .findFirst();
    }

    private boolean mayRegisterExternal(Input.Register call, String name) {
        var known = world.extensions.external().stream()
                .filter(e -> e.registeredName().equals(name))
                .findFirst();
        if (known.isPresent()) {
            var from = known.get().state.wireName() + " to Registered failed for extension ";
            world.refuse(call, Refusal.REGISTERED_TWICE, from + name);
            return false;
        }
        return !shuttingDown(call);
    }

    private boolean shuttingDown(Input.Register call) {
        boolean ending = world.phase() == Phase.SHUTDOWN;
        if (ending) {
            world.refuse(call, Refusal.REGISTRATION_DURING_SHUTDOWN);
        }
        return ending;
    }

    private boolean mayRegisterInternal(Input.Register call, String name) {
        if (shuttingDown(call)) {
            return false;
        }
        if (world.runtime.polled()) {
            world.refuse(call, Refusal.REGISTRATION_CLOSED);
            return false;
        }
        if (!mayGrow(call)) {
            return false;
        }
        if (world.extensions.all().stream().anyMatch(e -> e.registeredName().equals(name))) {
            world.refuse(call, Refusal.NAME_OF_ANOTHER);
            return false;
        }
        return true;
    }

    /** An external one counts from its start, and is never one too many here: {@link InitPhase} has seen to that. */
    private boolean mayGrow(Input.Register call) {
        long internal =
                world.extensions.all().stream().filter(Extension::internal).count();
        boolean full = world.setup.externals().size() + internal >= Extensions.LIMIT;
        if (full) {
            world.refuse(call, Refusal.TOO_MANY_EXTENSIONS, Integer.toString(Extensions.LIMIT));
        }
        return !full;
    }

    private void accept(Input.Register call, String name, boolean internal, Set<EventKind> kinds) {
        var actor = world.setup.actor(name);
        var extension = new Extension(world.uuid(), actor, name, internal, kinds);
        world.extensions.register(extension);
        var kind = internal ? Fact.ExtensionRegister.Kind.INTERNAL : Fact.ExtensionRegister.Kind.EXTERNAL;
        world.record(actor, new Fact.ExtensionRegister(extension.id(), name, List.copyOf(kinds), kind));
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
}
