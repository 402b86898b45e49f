package dev.simrun.conformance;

import dev.simrun.event.Ending;
import dev.simrun.event.Event;
import dev.simrun.event.EventType;
import dev.simrun.event.ShutdownReason;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/**
 * An extension on its way to each state that it can be in. Beside it there is another one, {@code witness}, which waits
 * in its poll and keeps a shutdown from being over.
 */
final class ExtensionStates implements AutoCloseable {
    /** One that nobody was given. */
    static final String STRANGER = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

    private static final String INTERNAL = "inner";
    private static final String TYPE = "Lambda-Extension-Function-Error-Type";
    private static final Set<String> TOLD = Set.of("told", "acknowledged", "exited", "failed");
    private static final int LIMIT = 10;

    final Lambda lambda;
    final String name;
    private final boolean internal;
    private final Client runtime;
    private Optional<Extension> registered = Optional.empty();

    /** An extension in a state; one whose name begins with {@code inner} is an internal extension's. */
    ExtensionStates(String state) throws Exception {
        internal = state.startsWith(INTERNAL);
        name = internal ? INTERNAL : "ext";
        lambda = internal ? new Lambda("witness") : new Lambda(name, "witness");
        runtime = lambda.client();
        var witness = TOLD.contains(state) ? lambda.extension("witness", "SHUTDOWN") : lambda.extension("witness");
        var _ = witness.poll();
        lambda.await(EventType.EXTENSION_NEXT, 1);
        reach(internal ? state.replaceFirst("inner,? *", "") : state);
    }

    String id() {
        return registered.map(Extension::id).orElse(STRANGER);
    }

    @Override
    public void close() throws IOException {
        lambda.close();
    }

    private void reach(String state) throws Exception {
        switch (state) {
            case "unregistered" -> {}
            case "", "registered" -> register();
            case "polling" -> poll();
            case "hung up" -> hangUp();
            case "initialised" -> initialise();
            case "running" -> run();
            case "late", "idle" -> respond(state);
            case "init/error" -> {
                register();
                report(state);
            }
            case "early exit/error" -> {
                register();
                report("exit/error");
            }
            case "exit/error" -> {
                run();
                report(state);
            }
            case "full" -> fill();
            case "ending" -> {
                initialise();
                lambda.ignoreSigterm();
                shutDown();
            }
            case "busy at the end" -> {
                run();
                shutDown();
                lambda.await(EventType.PROCESS_EXIT, 1);
            }
            case "told", "acknowledged", "exited", "failed" -> tell(state);
            case "reset" -> {
                run();
                reset();
            }
            case "init failed" -> {
                register();
                reset();
            }
            case "begun again" -> {
                run();
                reset();
                lambda.invoke("r2");
                lambda.await(EventType.INIT_START, 2);
            }
            case "ended" -> {
                run();
                shutDown();
                end(name, 0);
                lambda.await(EventType.SHUTDOWN_DONE, 1);
            }
            default -> throw new AssertionError("no way is known to " + state);
        }
    }

    private Extension extension() {
        return registered.orElseThrow();
    }

    private void register() {
        registered =
                Optional.of(internal ? lambda.extension(name, "INVOKE") : lambda.extension(name, "INVOKE", "SHUTDOWN"));
    }

    private void poll() throws Exception {
        register();
        var _ = extension().poll();
        lambda.await(EventType.EXTENSION_NEXT, 2);
    }

    private void hangUp() throws Exception {
        register();
        var dead = lambda.raw()
                .send("GET " + Client.EXTENSION + "/event/next HTTP/1.1\r\nHost: x\r\n" + Extension.ID + ": " + id()
                        + "\r\n\r\n");
        lambda.await(EventType.EXTENSION_NEXT, 2);
        dead.close();
        lambda.await(EventType.REQUEST_ABANDONED, 1);
    }

    private void initialise() throws Exception {
        poll();
        var _ = runtime.poll();
        lambda.await(EventType.INIT_DONE, 1);
    }

    private void run() throws Exception {
        register();
        var event = extension().poll();
        lambda.invoke("r1");
        runtime.next();
        event.join();
    }

    /** The extension is late if it has not polled when the runtime does. */
    private void respond(String state) throws Exception {
        run();
        runtime.respond("r1", "{}");
        var _ = runtime.poll();
        lambda.await(EventType.RUNTIME_NEXT, 2);
        if (state.equals("idle")) {
            var _ = extension().poll();
            lambda.await(EventType.INVOKE_END, 1);
        }
    }

    private void report(String what) {
        extension().report(what, TYPE, "Extension.First");
    }

    /** There are as many as there may be; an external one has its place before it registers. */
    private void fill() {
        if (internal) {
            register();
        }
        for (int i = 2; i < LIMIT; i++) {
            lambda.extension(INTERNAL + i);
        }
    }

    private void tell(String state) throws Exception {
        initialise();
        shutDown();
        lambda.await(EventType.EXTENSION_EVENT, 2);
        if (state.equals("acknowledged")) {
            var _ = extension().poll();
            lambda.await(EventType.EXTENSION_NEXT, 3);
        } else if (!state.equals("told")) {
            end(name, state.equals("exited") ? 0 : 1);
        }
    }

    private void shutDown() throws Exception {
        lambda.environment.shutdown(ShutdownReason.SPINDOWN, true);
        lambda.await(EventType.SHUTDOWN_START, 1);
    }

    private void reset() throws Exception {
        end(Event.RUNTIME, 1);
        if (!internal) {
            end(name, 0);
        }
        lambda.await(EventType.RESET, 1);
    }

    private void end(String actor, int code) throws Exception {
        lambda.environment.processEnded(actor, new Ending.Code(code));
    }
}
