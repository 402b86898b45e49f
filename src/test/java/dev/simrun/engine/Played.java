package dev.simrun.engine;

import dev.simrun.sim.Input;
import dev.simrun.sim.Invocation;
import dev.simrun.sim.Setups;
import dev.simrun.sim.Timer;
import dev.simrun.wire.Bytes;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Environments without processes: a test plays their runtimes. */
public final class Played {
    static final Host HOST = new NoHost();
    static final Timer TIMER = Timer.of(Timer.Kind.INIT);

    private Played() {}

    /** One with nothing but a runtime that the test plays, whose init has begun. */
    public static Environment environment(Time time, String function, Duration timeout, int slots) {
        var setups = new Setups()
                .named(function)
                .limits(timeout)
                .runtimeHasProcess(false)
                .slots(slots);
        var environment = new Environment(setups.setup(), time, new Random(1));
        environment.attach(HOST);
        environment.init();
        return environment;
    }

    public static Pending next(Environment environment) {
        return environment.submit(call -> new Input.RuntimeNext(call, Optional.empty(), Optional.empty()));
    }

    static Pending respond(Environment environment, String requestId, Input.Posted body) {
        return environment.submit(call ->
                new Input.RuntimeResponse(call, requestId, Optional.empty(), Optional.empty(), Optional.empty(), body));
    }

    static Invoked invoke(Environment environment, String requestId) {
        return Invoked.by(
                environment,
                new Invocation(
                        requestId,
                        Bytes.utf8("{}"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        environment.setup().limits().init(),
                        false));
    }

    /** Nobody needs to be started or told. */
    private static final class NoHost implements Host {
        @Override
        public void start(String actor) {}

        @Override
        public void signal(String actor, boolean kill) {}

        @Override
        public void freeze(BooleanSupplier wanted, Runnable done) {}

        @Override
        public void thaw(Runnable done) {
            done.run();
        }

        @Override
        public boolean alive(String actor) {
            return false;
        }
    }
}
