package dev.simrun.event;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is known of a {@link Value} before it is there. */
public sealed interface Shape {
    /** Nothing is: a client or a caller chose it. */
    record Json() implements Shape {}

    record Text() implements Shape {}

    /**
     * A text of a closed list.
     *
     * @param words those that are told
     * @param rare those that there are beside them
     */
    record Words(List<String> words, List<String> rare) implements Shape {
        public Words {
            words = List.copyOf(words);
            rare = List.copyOf(rare);
        }

        public Words(List<String> words) {
            this(words, List.of());
        }

        public List<String> all() {
            return Stream.concat(words.stream(), rare.stream()).toList();
        }
    }

    /** A number without a fraction, never below 0. */
    record Whole() implements Shape {}

    /** A duration, never below 0. */
    record Time() implements Shape {}

    /**
     * A mark that is set or not.
     *
     * @param orFalse whether it is false where it isn't set; else it isn't there then
     */
    record Flag(boolean orFalse) implements Shape {}

    /** A list of such items. */
    record Items(Shape item) implements Shape {}

    /**
     * A mapping of some of these fields and no others.
     *
     * @param title what has them, for messages
     */
    record Tree(String title, Map<String, Shape> fields) implements Shape {
        public Tree {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** A mapping of names that are not known to such values. */
    record Table(Shape value) implements Shape {}

    /** Of one of several shapes, at least two. */
    record Either(List<Shape> shapes) implements Shape {
        public Either {
            shapes = List.copyOf(shapes);
        }
    }

    /** What is known of the value of that name or at that index, if there is one. */
    default Shape at(String step) {
        return switch (this) {
            case Tree(var _, var fields) -> fields.getOrDefault(step, new Json());
            case Table(var value) -> value;
            case Items(var item) -> item;
            case Shape _ -> new Json();
        };
    }

    /** What is known of each item, where it is a list. */
    default Shape item() {
        return switch (this) {
            case Items(var item) -> item;
            case Either(var shapes) ->
                shapes.stream()
                        .filter(Items.class::isInstance)
                        .map(Shape::item)
                        .reduce(Shape::either)
                        .orElse(new Json());
            case Shape _ -> new Json();
        };
    }

    /** A shape that is one or the other. */
    static Shape either(Shape one, Shape other) {
        var all = new LinkedHashSet<>(alternatives(one));
        all.addAll(alternatives(other));
        return all.size() == 1 ? one : new Either(new ArrayList<>(all));
    }

    private static List<Shape> alternatives(Shape shape) {
        return shape instanceof Either(var shapes) ? shapes : List.of(shape);
    }
}
