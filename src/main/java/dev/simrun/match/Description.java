package dev.simrun.match;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Matchers as messages name them: {@code less than 500ms}. */
final class Description {
    private Description() {}

    /** At most {@value Show#LIMIT} characters. */
    static String of(Matcher matcher) {
        var text = new BoundedText(Show.LIMIT);
        write(matcher, text);
        return text.toString();
    }

    private static void write(Matcher matcher, BoundedText text) {
        if (text.full()) {
            return;
        }
        switch (matcher) {
            case Matcher.Equal equal -> Show.write(equal.value(), text);
            case Matcher.Given given -> write(given.value(), text);
            case Matcher.Mapping mapping -> entries(mapping.entries(), text);
            case Matcher.Sequence list -> joined(list.elements(), "[", ",", "]", text);
            case Matcher.All all ->
                joined(all.operators().stream().map(Matcher.Applied::matcher).toList(), "", " and ", "", text);
            case Matcher.Exact exact -> write(exact.matcher(), text.append("exactly "));
            case Matcher.TypeIs type -> text.append("type " + type.type().word());
            case Matcher.Regex regex ->
                text.append("text that matches ").append(regex.pattern().pattern());
            case Matcher.Contains contains -> write(contains.element(), text.append("something that contains "));
            case Matcher.Absent absent -> text.append(absent.absent() ? "nothing" : "any value");
            case Matcher.Any ignored -> text.append("any value");
            case Matcher.Json json -> write(json.value(), text.append("JSON text of "));
            case Matcher.Compare compare -> {
                text.append(compare.order().words()).append(" ");
                operand(compare.operand(), text);
            }
            case Matcher.Length length -> write(length.length(), text.append("length "));
            case Matcher.Size(Matcher.Equal(var bytes)) -> operand(bytes, text.append("size "));
            case Matcher.Size size -> write(size.bytes(), text.append("size "));
            case Matcher.Each each -> write(each.element(), text.append("a list, each element "));
            case Matcher.Unordered list -> joined(list.elements(), "in any order [", ",", "]", text);
            case Matcher.Not not -> write(not.matcher(), text.append("not "));
            case Matcher.OneOf oneOf -> joined(oneOf.alternatives(), "one of: ", ", ", "", text);
        }
    }

    /** Quotes around a size or duration would make text of it. */
    private static void operand(JsonNode operand, BoundedText text) {
        if (operand.isString()) {
            text.append(operand.stringValue());
        } else {
            Show.write(operand, text);
        }
    }

    private static void entries(List<Matcher.Entry> entries, BoundedText text) {
        text.join("{", ",", "}", entries, entry -> {
            Show.quoted(entry.key(), text);
            write(entry.value(), text.append(":"));
        });
    }

    private static void joined(List<Matcher> parts, String open, String separator, String close, BoundedText text) {
        text.join(open, separator, close, parts, part -> write(part, text));
    }
}
