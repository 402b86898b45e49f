package dev.simrun.manual;

import dev.simrun.source.Location;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The kinds of mistakes that the reader of scenarios tells and a JSON Schema can't see; all others it must refuse. */
enum Unseen {
    /** The text is no YAML as scenarios have it: another parser would refuse it, or keep one of two keys. */
    SYNTAX("duplicate key .*|.*tags? .*|.*merge keys.*|.*anchor.*|.*YAML.*"),

    /** Something is called by a name that nothing has, that another thing has too, or that isn't known there. */
    NAME("undefined name .*|there is no actor .*|nothing reads .*|.* is not a path such as .*|.* has no field .*"
            + "|the name .* is bound twice|the step .* waits for its result itself|.* can't hold a name"
            + "|.*names no value.*|.* has no closing brace|two extensions have the name .*"
            + "|an extension can't have the name \"runtime\".*|an extension needs a name|\"all\" stands for.*"
            + "|a second axis of cases with the key .*|two combinations of rows have the name .*"
            + "|over is known when the file is read.*|.* over is a list of at least one value"),

    /** A file or a folder isn't there, or isn't what it should be. */
    FILE("there is no (file|folder) .*|.* is no (file|folder).*|.* lies outside of .*"
            + "|.* is not the path of a (file|folder)|unknown operator \"\\$file\""),

    /** A name or a file puts a value in, which is wrong where it comes to stand. */
    PUT_IN(".*") {
        @Override
        boolean isAt(Place place) {
            return place.isPutIn() || place.namesFile();
        }
    },

    /** What a file may have depends on how it is called. */
    BASE("this is a base, and no scenario|a scenario lacks .*"),

    /** Something stands at the wrong place of a list, or after what ends it. */
    ORDER("this rule is never reached.*|init is done once.*|.* can't stand before init.*|this is never done.*"
            + "|register stands first.*|a second next.*|.* must be the (first|last) of a stream"
            + "|nothing comes after finally.*|a poll before the answer .*"),

    /** What can stand there depends on the clock, which is chosen elsewhere. */
    CLOCK("advance moves a virtual clock only|.* in virtual time"),

    /** What is said not to happen can't: nothing in the file brings it about. */
    NEVER_HAPPENS("this never happens here.*"),

    /** What a value must be is known by the step or the path that it comes from. */
    OF_ANOTHER_STEP("unknown key .*|.* is never .*|.* never (holds|contains) .*|.* can't be compared .*") {
        @Override
        boolean isAt(Place place) {
            return place.isBelow("assert", "if", "expect_result");
        }
    },

    /** A pattern isn't one, is found in all texts, or in no word of a closed list. */
    PATTERN("not a regular expression.*|a regular expression that .*"
            + "|this holds of anything: the pattern .*|.* is never text that matches .*"
            + "|.* never contains .*"),

    /** A number with a unit is out of its range. */
    MEASURE(".* is no function's timeout: .*|.* is not a whole number of MiB.*"
            + "|.* is no limit of a payload: .*|.* is not a size of at least 1B|this holds of anything: .* is always .*"
            + "|\"(\\d+)(\\.\\d+)?(ms|s|m|h|B|KiB|MiB|GiB)\" is not a (duration|size) .*"
            + "|.* is never (less|greater) .*"),

    /** {@code $absent} stands where there always is a value. */
    ABSENT("\\$absent: true can't hold.*");

    private final String message;

    Unseen(String message) {
        this.message = message;
    }

    /** Whether it can be of what stands there. */
    boolean isAt(Place place) {
        return true;
    }

    /** The kind of a mistake, if it is one of these. */
    static Optional<Unseen> of(Problem problem, Node tree) {
        var place = Place.of(problem.at(), tree);
        return Stream.of(values())
                .filter(kind -> problem.message().matches(kind.message) && kind.isAt(place))
                .findFirst();
    }

    /** Where a mistake is. */
    record Place(List<String> path, Optional<Node> value) {
        private static final Pattern NAME = Pattern.compile("(?<!\\$)\\$\\{");

        static Place of(Location at, Node tree) {
            return find(at, tree, List.of()).orElse(new Place(List.of(), Optional.empty()));
        }

        private static Optional<Place> find(Location at, Node node, List<String> path) {
            var below = switch (node) {
                case Node.Scalar _ -> Stream.<Optional<Place>>of();
                case Node.Sequence(var _, var items) ->
                    IntStream.range(0, items.size())
                            .mapToObj(i -> find(at, items.get(i), with(path, Integer.toString(i))));
                case Node.Mapping mapping ->
                    mapping.entries().stream()
                            .map(entry -> entry.key().at().equals(at)
                                    ? Optional.of(ofKey(with(path, entry.name()), entry.value()))
                                    : find(at, entry.value(), with(path, entry.name())));
            };
            return node.at().equals(at)
                    ? Optional.of(new Place(path, Optional.of(node)))
                    : below.flatMap(Optional::stream).findFirst();
        }

        /** What is told of a key may be meant of what stands there alone. */
        private static Place ofKey(List<String> path, Node value) {
            return new Place(path, Optional.of(value).filter(Node.Scalar.class::isInstance));
        }

        private static List<String> with(List<String> path, String step) {
            return Stream.concat(path.stream(), Stream.of(step)).toList();
        }

        boolean isBelow(String... keys) {
            return path.stream().anyMatch(List.of(keys)::contains);
        }

        /** Rows and variables count where they are used; what is used counts there too. */
        boolean isPutIn() {
            boolean named = value.stream()
                    .flatMap(Node::scalars)
                    .anyMatch(it -> NAME.matcher(it.text()).find());
            return named || (path.size() > 1 && List.of("cases", "vars").contains(path.getFirst()));
        }

        boolean namesFile() {
            return value.filter(it -> it instanceof Node.Mapping mapping
                            && mapping.entries().stream()
                                    .anyMatch(one -> one.name().equals("$file")))
                    .isPresent();
        }
    }
}
