package dev.simrun.scenario;

import dev.simrun.source.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The runtime or an extension.
 *
 * @param key its key in the file, its name in events; {@code runtime} for the runtime
 * @param name under which it registers
 * @param events what an extension subscribes to by itself; empty for a runtime
 */
public record Actor(String key, String name, Location at, Kind kind, List<String> events, Program program) {
    public Actor {
        events = List.copyOf(events);
    }

    /** Whether it is meant by that name: its key, or the name under which it registers. */
    public boolean is(String text) {
        return key.equals(text) || name.equals(text);
    }

    /** What part an actor plays. */
    public enum Kind {
        RUNTIME,
        EXTERNAL,
        /** An extension that registers from within the runtime's process. */
        INTERNAL
    }

    /** What plays the part. */
    public sealed interface Program {
        /**
         * A process.
         *
         * @param cwd absolute
         * @param inherited variables that it gets of simrun's own environment
         */
        record Real(List<String> argv, Map<String, String> env, Path cwd, Map<String, String> inherited)
                implements Program {
            public Real {
                argv = List.copyOf(argv);
                env = Values.inOrder(env);
                inherited = Values.inOrder(inherited);
            }
        }

        /** A scripted stand-in; the first rule that applies wins. */
        record Fake(List<Rule> rules) implements Program {
            public Fake {
                rules = List.copyOf(rules);
            }
        }

        /** Nobody: the scenario's {@code http} steps do. */
        record None() implements Program {}
    }
}
