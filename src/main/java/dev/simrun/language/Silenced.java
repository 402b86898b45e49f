package dev.simrun.language;

import dev.simrun.referee.ProtocolRule;
import dev.simrun.source.Node;
import dev.simrun.source.Problem;
import dev.simrun.source.Problems;

import java.util.EnumMap;
import java.util.Map;

/** Reads {@code referee}: the rules that a scenario breaks on purpose. */
final class Silenced {
    private Silenced() {}

    /** The rules with their reasons; each must have one. */
    static Map<ProtocolRule, String> read(Node node, Problems problems) {
        var fields = Fields.of(node, "referee", Catalogue.REFEREE, problems);
        var silenced = new EnumMap<ProtocolRule, String>(ProtocolRule.class);
        for (var rule : ProtocolRule.values()) {
            fields.get(rule.id(), Decoders.TEXT)
                    .ifPresent(reason -> {
                        if (reason.isBlank()) {
                            problems.add(
                                    Problem.of(
                                            fields.keyAt(rule.id()),
                                            rule.id()
                                                    + " needs the reason why the scenario breaks"
                                                    + " this rule"));
                        }
                        silenced.put(rule, reason);
                    });
        }
        return silenced;
    }
}
