package dev.simrun.scenario;

import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes a value of a node without names; empty once it has told what is wrong. */
@FunctionalInterface
public interface Decoder<T> {
    Optional<T> decode(Node node, Consumer<Problem> problems);
}
