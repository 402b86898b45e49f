package dev.simrun.manual;

import dev.simrun.language.Catalogue;
import dev.simrun.language.Key;
import dev.simrun.match.Operators;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes of a scenario's tree, such as an author makes who doesn't know the language by heart. */
final class TreeMutations {
    /** One of each type, and what has a meaning in some place. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "5",
            "-1",
            "1.5",
            "''",
            "'text'",
            "'2s'",
            "'1KiB'",
            "'none'",
            "'all'",
            "'INVOKE'",
            "'runtime'",
            "'${vars.none}'",
            "'/path'",
            "[]",
            "[1]",
            "['a', 'b']",
            "{}",
            "{'a': 1}",
            "{'$gt': 1}",
            "{'$regex': 'x'}",
            "{'$absent': true}",
            "{'$one_of': [1, 'a']}",
            "{'$file': 'none.json'}",
            "{'type': 'log'}",
            "{'when': 'invoke'}");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private static final List<String> KEYS = keys();

    private final Random random;
    private final List<ObjectNode> mappings = new ArrayList<>();
    private final List<ArrayNode> lists = new ArrayList<>();

    private TreeMutations(JsonNode tree, Random random) {
        this.random = random;
        collect(tree);
    }

    /** Changes the tree in one place; most changes are mistakes. */
    static void mutate(JsonNode tree, Random random) {
        new TreeMutations(tree, random).mutate();
    }

    private static List<String> keys() {
        return Stream.of(
                        Catalogue.TOP_LEVEL,
                        Catalogue.FUNCTION,
                        Catalogue.LIMITS,
                        Catalogue.EXTENSION,
                        Catalogue.RULE,
                        Catalogue.MODIFIERS,
                        Catalogue.STEPS.stream()
                                .flatMap(it -> it.arguments().stream())
                                .toList())
                .flatMap(it -> Key.names(it).stream())
                .distinct()
                .toList();
    }

    private void collect(JsonNode node) {
        if (node instanceof ObjectNode mapping) {
            mappings.add(mapping);
        } else if (node instanceof ArrayNode list) {
            lists.add(list);
        }
        node.forEach(this::collect);
    }

    private void mutate() {
        var mapping = of(mappings);
        switch (random.nextInt(14)) {
            case 0 -> anyKey(mapping).forEach(mapping::remove);
            case 1 -> anyKey(mapping).forEach(key -> mapping.set(misspelt(key), mapping.remove(key)));
            case 2 -> anyKey(of(mappings)).forEach(key -> copy(key, mapping));
            case 3, 4 -> anyKey(mapping).forEach(key -> mapping.set(key, value()));
            case 5 -> anyKey(mapping).forEach(key -> wrapInList(mapping, key));
            case 6 -> anyKey(mapping).forEach(key -> wrapInMapping(mapping, key));
            case 7 -> mapping.set(operator(), value());
            case 8 -> mapping.set(of(Catalogue.stepKeys()), value());
            case 9 -> mapping.set(of(KEYS), value());
            case 10 -> anyKey(mapping).forEach(key -> mapping.set(of(KEYS), mapping.remove(key)));
            case 11 -> item(list -> list.remove(random.nextInt(list.size())));
            case 12 -> item(list -> list.set(random.nextInt(list.size()), value()));
            default -> item(list -> list.insert(random.nextInt(list.size()), list.get(random.nextInt(list.size()))));
        }
    }

    private void item(Consumer<ArrayNode> change) {
        var full = lists.stream().filter(list -> !list.isEmpty()).toList();
        if (!full.isEmpty()) {
            change.accept(of(full));
        }
    }

    private <T> T of(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A key of the mapping, unless it is empty. */
    private List<String> anyKey(ObjectNode mapping) {
        var keys = List.copyOf(mapping.propertyNames());
        return keys.isEmpty() ? keys : List.of(of(keys));
    }

    private void copy(String key, ObjectNode into) {
        mappings.stream()
                .filter(it -> it.has(key))
                .findFirst()
                .ifPresent(from -> into.set(key, from.get(key).deepCopy()));
    }

    private static void wrapInList(ObjectNode mapping, String key) {
        var value = mapping.get(key);
        mapping.putArray(key).add(value);
    }

    private void wrapInMapping(ObjectNode mapping, String key) {
        var value = mapping.get(key);
        mapping.putObject(key).set(random.nextBoolean() ? of(KEYS) : operator(), value);
    }

    private String operator() {
        var name = of(Operators.all()).name();
        return random.nextInt(3) == 0 ? misspelt(name) : name;
    }

    private String misspelt(String word) {
        int at = random.nextInt(word.length() + 1);
        return switch (random.nextInt(3)) {
            case 0 -> word.substring(0, at) + "x" + word.substring(at);
            case 1 -> word.isEmpty() ? "_" : word.substring(0, word.length() - 1);
            default -> word.toUpperCase(Locale.ROOT);
        };
    }

    private JsonNode value() {
        return JSON.readTree(of(VALUES));
    }
}
