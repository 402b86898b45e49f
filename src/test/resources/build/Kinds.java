import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.*;
import java.util.stream.*;

/** All kinds of what javac leaves to be made at run time; prints what comes of each. */
public final class Kinds {
    sealed interface Shape {
        default Supplier<String> told() {
            return () -> own() + " " + this;
        }

        private String own() {
            return "shape";
        }

        static Function<Object, String> text() {
            return it -> secret(it);
        }

        private static String secret(Object it) {
            return "<" + it + ">";
        }
    }

    record Dot() implements Shape {}

    record Box(byte b, short s, char c, int i, long l, float f, double d, boolean z, String text, List<String> list)
            implements Shape {}

    record Pair<A, B>(A left, B right) {
        Pair {
            if (left == null) {
                throw new IllegalArgumentException();
            }
        }
    }

    private static class Parent {
        String name() {
            return "parent";
        }
    }

    private static final class Child extends Parent {
        @Override
        String name() {
            return "child";
        }

        Supplier<String> above() {
            return super::name;
        }

        private int add(int a, int b) {
            return a + b;
        }

        IntBinaryOperator adder() {
            return this::add;
        }
    }

    private final class Inner {
        Supplier<String> reach() {
            return () -> field + hidden(1);
        }
    }

    interface Many {
        double all(byte b, short s, char c, int i, long l, float f, double d, boolean z, Object o);
    }

    interface Thrower<E extends Exception> {
        int run() throws E;
    }

    enum Word {
        ONE,
        TWO
    }

    private final String field = "field";

    private String hidden(int n) {
        return "hidden" + n;
    }

    private static long twice(long n) {
        return 2 * n;
    }

    private static int drop(String text) {
        return text.length();
    }

    private static String kind(Object it) {
        return switch (it) {
            case Box(var b, var s, var c, var i, var l, var f, var d, var z, String text, var list)
            when text.isEmpty() -> "an empty box " + i;
            case Box box -> "a box of " + box.text();
            case Dot _ -> "a dot";
            case Pair(Integer left, String right) -> "a pair " + left + right;
            case Pair<?, ?> pair -> "another pair " + pair.left();
            case Word word when word == Word.TWO -> "two";
            case Word.ONE -> "one";
            case Word word -> "a word";
            case String text -> "text " + text;
            case int[] numbers -> "numbers " + numbers.length;
            default -> "other";
        };
    }

    private static <T extends Comparable<T>> T largest(List<T> all) {
        return all.stream().max(T::compareTo).orElseThrow();
    }

    private static void say(Object what) {
        System.out.println(what);
    }

    public static void main(String[] args) throws Exception {
        byte b = 1;
        short s = 2;
        char c = 'c';
        int i = 4;
        long l = 5;
        float f = 6;
        double d = 7;
        boolean z = true;
        String text = "text";
        var box = new Box(b, s, c, i, l, f, d, z, text, List.of("x"));
        say(box);
        say(box.equals(new Box(b, s, c, i, l, f, d, z, "text", List.of("x"))));
        say(box.equals(new Box(b, s, c, i, l, f, Double.NaN, z, "text", List.of("x"))));
        say(new Box(b, s, c, i, l, f, Double.NaN, z, "", null)
                .equals(new Box(b, s, c, i, l, f, Double.NaN, z, "", null)));
        say(box.hashCode() == new Box(b, s, c, i, l, f, d, z, text, List.of("x")).hashCode());
        say(new Dot() + " " + new Dot().equals(new Dot()) + " " + new Dot().hashCode());
        for (var it : List.of(
                box,
                new Box(b, s, c, 9, l, f, d, z, "", null),
                new Dot(),
                new Pair<>(1, "x"),
                new Pair<>("y", 2),
                Word.ONE,
                Word.TWO,
                "abc",
                new int[3],
                4.5)) {
            say(kind(it));
        }
        try {
            kind(null);
        } catch (NullPointerException expected) {
            say("null is refused");
        }
        Supplier<String> captured = () -> b + s + c + i + l + f + d + (z ? text : "");
        say(captured.get());
        Many many =
                (b1, s1, c1, i1, l1, f1, d1, z1, o1) -> b1 + s1 + c1 + i1 + l1 + f1 + d1 + (z1 ? l : 0) + o1.hashCode();
        say(many.all(b, s, c, i, l, f, d, z, "o"));
        Function<Integer, Integer> boxed = n -> n + i;
        say(boxed.apply(1));
        ToLongFunction<Integer> widened = n -> n;
        say(widened.applyAsLong(3));
        LongUnaryOperator reference = Kinds::twice;
        say(reference.applyAsLong(21));
        Function<Long, Long> unboxing = Kinds::twice;
        say(unboxing.apply(4L));
        Function<Integer, Long> both = n -> twice(n);
        say(both.apply(4));
        IntToLongFunction wide = Kinds::twice;
        say(wide.applyAsLong(8));
        Consumer<String> dropped = Kinds::drop;
        dropped.accept("x");
        Runnable none = () -> say("ran");
        none.run();
        Supplier<List<String>> constructor = ArrayList::new;
        say(constructor.get());
        IntFunction<String[]> array = String[]::new;
        say(array.apply(3).length);
        BiFunction<String, String, Pair<String, String>> pair = Pair::new;
        say(pair.apply("a", "b"));
        Function<String, Integer> virtual = String::length;
        say(virtual.apply("four"));
        Supplier<Integer> bound = text::length;
        say(bound.get());
        Function<List<?>, Integer> through = List::size;
        say(through.apply(List.of(1, 2)));
        Predicate<String> negated = Predicate.not(String::isEmpty);
        say(negated.test("x"));
        var child = new Child();
        say(child.above().get() + " " + child.name() + " " + child.adder().applyAsInt(2, 3));
        say(new Dot().told().get() + " " + Shape.text().apply(1));
        var kinds = new Kinds();
        say(kinds.new Inner().reach().get());
        Supplier<Supplier<String>> nested = () -> () -> text + i + kinds.hidden(2);
        say(nested.get().get());
        Callable<Integer> calls = () -> i;
        say(calls.call());
        Thrower<IllegalStateException> throwing = () -> {
            throw new IllegalStateException("thrown");
        };
        try {
            throwing.run();
        } catch (IllegalStateException expected) {
            say(expected.getMessage());
        }
        say(Stream.of("b", "a", "c").sorted(Comparator.reverseOrder()).collect(Collectors.joining(",")));
        say(IntStream.rangeClosed(1, 5)
                .mapToObj(n -> n * n)
                .map(String::valueOf)
                .toList());
        say(Stream.of(3, 1, 2)
                .sorted(Comparator.comparing((Integer n) -> -n).thenComparing(n -> n))
                .toList());
        say(Map.of("k", 1).entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        say(largest(List.of(1, 7, 3)));
        say(Optional.of("x").map(it -> it + l).or(() -> Optional.of(text)).get());
        Comparator<String> byLength =
                Comparator.<String>comparingInt(String::length).thenComparing(Comparator.naturalOrder());
        say(byLength.compare("aa", "b") > 0);
        BinaryOperator<Integer> sum = Integer::sum;
        say(Stream.of(1, 2, 3).reduce(0, sum));
        DoubleSupplier doubled = () -> d * 2;
        say(doubled.getAsDouble());
        say("concatenated " + b + s + c + i + l + f + d + z + text + null + box.list());
    }
}
