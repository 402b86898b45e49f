package dev.simrun.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values as YAML that a person would write: what is short in one line, all else in lines of its own. */
public final class BlockText {
    private static final String INDENT = "  ";

    private final int columns;

    private BlockText(int columns) {
        this.columns = columns;
    }

    /**
     * A mapping as lines.
     *
     * @param depth how many levels of mappings are in lines of their own, however short they are
     * @param columns that a line has, as far as it can be broken
     */
    public static List<String> lines(JsonNode mapping, int depth, int columns) {
        return new BlockText(columns).mapping(mapping, depth);
    }

    private List<String> mapping(JsonNode mapping, int depth) {
        return mapping.properties().stream()
                .flatMap(one -> entry(scalar(one.getKey()), one.getValue(), depth - 1).stream())
                .toList();
    }

    private List<String> entry(String key, JsonNode value, int depth) {
        if (isBlock(value)) {
            return block(key + ": ", value.stringValue());
        }
        var inOne = key + ": " + inline(value);
        boolean always = value.isObject() && depth > 0;
        return isOne(value, inOne) && !(always && !value.isEmpty())
                ? List.of(inOne)
                : under(key + ":", value.isObject() ? mapping(value, depth) : list(value));
    }

    private List<String> list(JsonNode list) {
        return list.valueStream().flatMap(item -> item(item).stream()).toList();
    }

    private List<String> item(JsonNode item) {
        if (isBlock(item)) {
            return block("- ", item.stringValue());
        }
        var inOne = "- " + inline(item);
        return isOne(item, inOne) ? List.of(inOne) : dashed(item.isObject() ? mapping(item, 0) : list(item));
    }

    private boolean isOne(JsonNode value, String line) {
        return !value.isContainer() || value.isEmpty() || (line.length() <= columns && !hasBlock(value));
    }

    private static List<String> block(String head, String text) {
        return under(head + (text.endsWith("\n") ? "|" : "|-"), text.lines().toList());
    }

    private static List<String> dashed(List<String> lines) {
        var all = new ArrayList<String>();
        for (var line : lines) {
            all.add((all.isEmpty() ? "- " : INDENT) + line);
        }
        return all;
    }

    private static List<String> under(String head, List<String> lines) {
        return Stream.concat(Stream.of(head), lines.stream().map(line -> line.isEmpty() ? line : INDENT + line))
                .toList();
    }

    private static boolean hasBlock(JsonNode value) {
        return value.isContainer() ? value.valueStream().anyMatch(BlockText::hasBlock) : isBlock(value);
    }

    /** Whether it is a text of lines that can stand as they are, below a bar. */
    private static boolean isBlock(JsonNode value) {
        var text = value.asString("");
        return value.isString()
                && text.strip().contains("\n")
                && !text.endsWith("\n\n")
                && !Character.isWhitespace(text.charAt(0))
                && text.lines().noneMatch(line -> line.endsWith(" "))
                && text.codePoints().noneMatch(each -> each != '\n' && Character.isISOControl(each));
    }

    /** A value in one line, in brackets and braces. */
    public static String inline(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(one -> scalar(one.getKey()) + ": " + inline(one.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream().map(BlockText::inline).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isString() ? scalar(value.stringValue()) : value.toString();
    }

    private static String scalar(String text) {
        if (isPlain(text)) {
            return text;
        }
        boolean oneLine = text.codePoints().noneMatch(Character::isISOControl);
        return oneLine && !text.contains("'")
                ? "'" + text + "'"
                : JsonMapper.shared().writeValueAsString(text);
    }

    /** Whether a text means itself without quotes, also in brackets. */
    private static boolean isPlain(String text) {
        if (text.codePoints().anyMatch(Character::isISOControl) || text.contains("${")) {
            return false;
        }
        try {
            return ScenarioText.read(new Source("", "[" + text + "]")) instanceof Node.Sequence list
                    && list.items().size() == 1
                    && list.items().getFirst() instanceof Node.Scalar(var _, var _, var value, var quoted)
                    && !quoted
                    && value.isString()
                    && value.stringValue().equals(text);
        } catch (ScenarioException notPlain) {
            return false;
        }
    }
}
