package dev.simrun.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BinaryNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Values that leave simrun as {@code ***} only, however they are written: see {@link SecretForms}. Safe for use by many
 * threads.
 */
public final class Secrets {
    /** Shorter values are not masked: they would be found in words that mean something else. */
    public static final int LEAST = 8;

    /** Fields of a record whose values are not its own. */
    private static final Set<String> CHOSEN = Set.of("value", "xray_cause");

    private static final String MASK = "***";

    /** What stands where something was cut off. */
    private static final char CUT = '…';

    /** Fewer characters of a secret tell nothing, and stand in other words, too. */
    private static final int LEAST_PART = 4;

    private volatile Held held = new Held(Map.of(), List.of());

    /**
     * What is held so far.
     *
     * @param values by the names of their variables
     * @param forms all of them in all ways, longer ones first
     */
    private record Held(Map<String, String> values, List<String> forms) {}

    /** Masks the values of variables from now on. */
    public synchronized void add(Map<String, String> variables) {
        var values = new LinkedHashMap<>(held.values());
        values.putAll(variables);
        if (values.equals(held.values())) {
            return;
        }
        Set<String> forms = new LinkedHashSet<>();
        values.values().stream().filter(Secrets::masks).map(SecretForms::of).forEach(forms::addAll);
        held = new Held(
                Map.copyOf(values),
                forms.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .toList());
    }

    /** The variables whose values are too short to be masked. */
    public Set<String> unmasked() {
        return held.values().entrySet().stream()
                .filter(one -> !one.getValue().isEmpty() && !masks(one.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean masks(String value) {
        return value.length() >= LEAST;
    }

    /** A text without them. */
    public String masked(String text) {
        var forms = held.forms();
        var masked = text;
        for (var form : forms) {
            masked = masked.replace(form, MASK);
        }
        return forms.isEmpty() || masked.indexOf(CUT) < 0 ? masked : withoutParts(masked, forms);
    }

    /** A text in which a variable's name stands for its value, as a scenario can read it. */
    public String named(String text) {
        var named = text;
        for (var one : held.values().entrySet()) {
            if (masks(one.getValue())) {
                named = named.replace(one.getValue(), "${env." + one.getKey() + "}");
            }
        }
        return masked(named);
    }

    /** A line of a record without them: its own numbers stay, those that a client or a scenario chose don't. */
    public ObjectNode maskedLine(ObjectNode line) {
        return held.forms().isEmpty() ? line : maskedObject(line, false);
    }

    private ObjectNode maskedObject(ObjectNode object, boolean chosen) {
        var masked = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(one -> masked.set(
                        masked(one.getKey()), maskedTree(one.getValue(), chosen || CHOSEN.contains(one.getKey()))));
        return masked;
    }

    /** A value without them, also where one is a number that was chosen. */
    private JsonNode maskedTree(JsonNode value, boolean chosen) {
        return switch (value) {
            case ObjectNode object -> maskedObject(object, chosen);
            case ArrayNode array -> {
                var masked = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> masked.add(maskedTree(element, chosen)));
                yield masked;
            }
            case BinaryNode bytes -> maskedScalar(bytes);
            case NumericNode number -> chosen ? maskedScalar(number) : number;
            case StringNode text -> StringNode.valueOf(masked(text.stringValue()));
            default -> value;
        };
    }

    private JsonNode maskedScalar(JsonNode value) {
        var text = value.asString();
        var masked = masked(text);
        return masked.equals(text) ? value : StringNode.valueOf(masked);
    }

    /** What is left of a secret before or after the mark of a cut is masked, too. */
    private static String withoutParts(String text, List<String> forms) {
        var pieces = new ArrayList<>(List.of(text.split(String.valueOf(CUT), -1)));
        int last = pieces.size() - 1;
        for (int i = 0; i <= last; i++) {
            var piece = pieces.get(i);
            boolean cutBefore = i > 0;
            boolean cutAfter = i < last;
            if (cutBefore && cutAfter && isInside(piece, forms)) {
                piece = MASK;
            }
            if (cutAfter) {
                int part = longest(piece, forms, true);
                piece = part == 0 ? piece : piece.substring(0, piece.length() - part) + MASK;
            }
            if (cutBefore) {
                int part = longest(piece, forms, false);
                piece = part == 0 ? piece : MASK + piece.substring(part);
            }
            pieces.set(i, piece);
        }
        return String.join(String.valueOf(CUT), pieces);
    }

    private static boolean isInside(String piece, List<String> forms) {
        return piece.length() >= LEAST_PART && forms.stream().anyMatch(form -> form.contains(piece));
    }

    /** How much of the end of a piece is the start of a secret, or of its start the end of one. */
    private static int longest(String piece, List<String> forms, boolean atEnd) {
        int longest = 0;
        for (var form : forms) {
            int most = Math.min(form.length() - 1, piece.length());
            for (int part = most; part >= LEAST_PART && part > longest; part--) {
                boolean is = atEnd
                        ? piece.regionMatches(piece.length() - part, form, 0, part)
                        : piece.regionMatches(0, form, form.length() - part, part);
                if (is) {
                    longest = part;
                }
            }
        }
        return longest;
    }
}
