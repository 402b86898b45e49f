package dev.simrun.event;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A field that the events of a type carry beside those that all have, in the order of the fact's record components.
 *
 * @param of its value; empty where the event does not have it
 * @param <F> the facts of the type
 */
public record Field<F extends Fact>(String name, String meaning, Kind<?> kind, Function<F, Optional<Value>> of) {

    /**
     * What values a field has.
     *
     * @param shape what is known of them
     * @param <T> as the fact has them
     */
    public record Kind<T>(Shape shape, Function<T, Value> value) {
        public static final Kind<String> TEXT = new Kind<>(new Shape.Text(), Value.Text::new);
        public static final Kind<Duration> DURATION = new Kind<>(new Shape.Time(), Value.Time::new);
        public static final Kind<Long> NUMBER = new Kind<>(new Shape.Whole(), Value.Whole::new);
        public static final Kind<Boolean> FLAG = new Kind<>(new Shape.Flag(true), Value.Flag::new);
        public static final Kind<String> JSON = new Kind<>(new Shape.Json(), Value.Json::new);

        /** A flag that is not there where it isn't set. */
        static final Kind<Boolean> MARK = new Kind<>(new Shape.Flag(false), Value.Flag::new);

        /** Signals by their names; one without has its number: two of Linux's, and all real-time ones (signal(7)). */
        static final Kind<String> SIGNAL = new Kind<>(
                new Shape.Words(
                        Ending.Signal.NAMES,
                        IntStream.concat(IntStream.of(16, 30), IntStream.rangeClosed(32, 64))
                                .mapToObj(number -> "SIG" + number)
                                .toList()),
                Value.Text::new);

        public static final Kind<List<String>> TEXTS = new Kind<>(
                new Shape.Items(new Shape.Text()),
                list -> new Value.Items(
                        list.stream().<Value>map(Value.Text::new).toList()));

        /** Trees whose values by their names are the facts that those made. */
        static final Kind<Map<String, Fact.ProcessExit>> EXITS = new Kind<>(
                new Shape.Table(new Shape.Tree(
                        "the end of a process",
                        InOrder.of(Map.entry("code", NUMBER.shape()), Map.entry("signal", SIGNAL.shape())))),
                exits -> {
                    var tree = new LinkedHashMap<String, Value>();
                    exits.forEach((actor, exit) -> tree.put(actor, EventType.PROCESS_EXIT.fields(exit)));
                    return new Value.Tree(tree);
                });

        static final Kind<List<Fact.InvokeDone.Chunk>> CHUNKS = new Kind<>(
                new Shape.Items(new Shape.Tree(
                        "a chunk",
                        InOrder.of(Map.entry("at", new Shape.Time()), Map.entry("size", new Shape.Whole())))),
                chunks -> new Value.Items(chunks.stream().<Value>map(Kind::tree).toList()));

        private static Value tree(Fact.InvokeDone.Chunk chunk) {
            return new Value.Tree(InOrder.of(
                    Map.entry("at", new Value.Time(chunk.at())), Map.entry("size", new Value.Whole(chunk.size()))));
        }

        /** One of the texts. */
        static Kind<String> oneOf(List<String> texts) {
            return new Kind<>(new Shape.Words(texts), Value.Text::new);
        }

        /** One of the words. */
        static <W extends Enum<W> & Word> Kind<W> word(Class<W> all) {
            return new Kind<>(new Shape.Words(wireNames(all)), word -> new Value.Text(word.wireName()));
        }

        /** Some of the words. */
        static <W extends Enum<W> & Word> Kind<List<W>> words(Class<W> all) {
            var one = word(all).value;
            return new Kind<>(
                    new Shape.Items(new Shape.Words(wireNames(all))),
                    list -> new Value.Items(list.stream().map(one).toList()));
        }

        private static <W extends Enum<W> & Word> List<String> wireNames(Class<W> all) {
            return Arrays.stream(all.getEnumConstants()).map(Word::wireName).toList();
        }
    }

    /** A field that each event of the type has. */
    static <F extends Fact, T> Field<F> always(String name, String meaning, Kind<T> kind, Function<F, T> of) {
        return new Field<>(name, meaning, kind, of.andThen(kind.value).andThen(Optional::of));
    }

    /** A flag that only those events of the type have for which it is set. */
    static <F extends Fact> Field<F> mark(String name, String meaning, Predicate<F> of) {
        var set = Optional.<Value>of(new Value.Flag(true));
        return new Field<>(name, meaning, Kind.MARK, fact -> set.filter(_ -> of.test(fact)));
    }

    /** A field that only some events of the type have. */
    static <F extends Fact, T> Field<F> ifAny(String name, String meaning, Kind<T> kind, Function<F, Optional<T>> of) {
        return new Field<>(name, meaning, kind, of.andThen(it -> it.map(kind.value)));
    }
}
