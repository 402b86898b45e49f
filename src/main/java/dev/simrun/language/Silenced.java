package dev.simrun.language;

import dev.simrun.referee.ProtocolRule;
import dev.simrun.scenario.Waiver;
import dev.simrun.source.Node;
import dev.simrun.source.Problems;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads {@code referee}: the rules that a scenario breaks on purpose. */
final class Silenced {
    /** The rules of the referee, whose values are reasons. */
    static final List<Key<String>> KEYS = Arrays.stream(ProtocolRule.values())
            .map(rule -> Key.of(
                    rule.id(),
                    Kind.TEXT.schema(
                            () -> Schemas.types("string", "number", "boolean").put("pattern", "\\S")),
                    rule.summary()))
            .toList();

    private Silenced() {}

    /** The rules with their reasons; each must have one. */
    static Map<ProtocolRule, Waiver> read(Node node, Problems problems) {
        var fields = Fields.of(node, "referee", List.copyOf(KEYS), problems);
        var silenced = new EnumMap<ProtocolRule, Waiver>(ProtocolRule.class);
        for (var key : KEYS) {
            fields.get(key).ifPresent(reason -> {
                if (reason.isBlank()) {
                    problems.tell(
                            fields.keyAt(key), key.name() + " needs the reason why the scenario breaks this rule");
                }
                silenced.put(ProtocolRule.named(key.name()).orElseThrow(), new Waiver(reason, fields.keyAt(key)));
            });
        }
        return silenced;
    }
}
