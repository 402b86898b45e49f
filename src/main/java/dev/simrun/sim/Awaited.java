package dev.simrun.sim;

import dev.simrun.event.Event;
import dev.simrun.sim.Outstanding.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Whom a phase waits for, the runtime first and then in file order. */
final class Awaited {
    private Awaited() {}

    /** Of the phase that runs, of which that invocation is part. */
    static List<String> in(World world, String requestId) {
        return switch (world.phase()) {
            case INIT -> inInit(world);
            case RESTORE -> List.of(Event.RUNTIME);
            case NEW, READY, INVOKE, SHUTDOWN, TERMINATED -> inInvoke(world, requestId);
        };
    }

    /** Who has yet to register, or else to poll: before all have registered, no runtime is started. */
    static List<String> inInit(World world) {
        if (world.runtime.started) {
            return names(
                    !world.runtime.polled(),
                    world.extensionsInFileOrder().stream().filter(it -> !it.polled));
        }
        return world.setup.externals().stream()
                .map(Setup.External::name)
                .filter(name -> world.extensions.external().stream()
                        .noneMatch(it -> it.name().equals(name)))
                .toList();
    }

    private static List<String> inInvoke(World world, String requestId) {
        return names(
                world.slots.get(requestId).state() != State.RUNTIME_DONE,
                world.extensionsInFileOrder().stream().filter(it -> it.busyWith.contains(requestId)));
    }

    private static List<String> names(boolean runtime, Stream<Extension> extensions) {
        var names = new ArrayList<String>();
        if (runtime) {
            names.add(Event.RUNTIME);
        }
        extensions.map(Extension::name).forEach(names::add);
        return names;
    }
}
