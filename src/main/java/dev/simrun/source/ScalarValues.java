package dev.simrun.source;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The values of YAML 1.2's core schema (section 10.3.2) as JSON. */
record ScalarValues(Problems problems) {
    /** In characters; a number of millions of digits would take minutes. */
    private static final int MAX_NUMBER_LENGTH = 1_000;

    /** Decimal places before or after the point: {@code 1e999999999} written out fills the memory. */
    private static final int MAX_EXPONENT = 1_000;

    private static final int LONG_BITS = 63;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final CoreScalarResolver CORE = new CoreScalarResolver(false);

    JsonNode of(ScalarNode yaml, Location at) {
        return of(yaml.isPlain() ? yaml.getTag() : Tag.STR, yaml.getValue(), at);
    }

    /** The value of a text without quotes, whatever else YAML would make of it there. */
    JsonNode plain(String text, Location at) {
        return of(CORE.resolve(text, true), text, at);
    }

    private JsonNode of(Tag tag, String text, Location at) {
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(text.equalsIgnoreCase("true"));
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? number(text, at) : text(text, at);
    }

    private JsonNode number(String text, Location at) {
        if (text.length() > MAX_NUMBER_LENGTH) {
            return refused(at, "a number of more than " + MAX_NUMBER_LENGTH + " characters");
        }
        if (text.matches("[-+]?\\.(?i:inf|nan)")) {
            return refused(at, text + " is no number in JSON");
        }
        try {
            if (text.startsWith("0x") || text.startsWith("0o")) {
                return integer(new BigInteger(text.substring(2), text.charAt(1) == 'x' ? 16 : 8));
            }
            if (text.matches("[-+]?[0-9]+")) {
                return integer(new BigInteger(text));
            }
            var decimal = new BigDecimal(text);
            if (Math.abs((long) decimal.scale()) <= MAX_EXPONENT + MAX_NUMBER_LENGTH) {
                return DecimalNode.valueOf(decimal);
            }
        } catch (NumberFormatException tooLarge) {
            // only an exponent beyond int gets here: the schema's patterns let nothing else through
        }
        return refused(at, "the exponent of " + text + " is too large");
    }

    private static JsonNode integer(BigInteger value) {
        return value.bitLength() <= LONG_BITS ? JSON.numberNode(value.longValueExact()) : JSON.numberNode(value);
    }

    private JsonNode text(String text, Location at) {
        if (text.codePoints().anyMatch(each -> Character.getType(each) == Character.SURROGATE)) {
            return refused(at, "half of a surrogate pair is no character");
        }
        return JSON.stringNode(text);
    }

    private JsonNode refused(Location at, String message) {
        problems.add(Problem.of(at, message));
        return JSON.nullNode();
    }
}
