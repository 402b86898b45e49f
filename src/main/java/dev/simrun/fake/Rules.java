package dev.simrun.fake;

import dev.simrun.scenario.Action;
import dev.simrun.scenario.Rule;
import dev.simrun.scenario.Rule.When;
import dev.simrun.scenario.Scope;
import dev.simrun.source.Location;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A fake's rules, and how often each trigger has occurred. It outlives the fake's process: {@code nth} counts over the
 * whole case. Safe for use by many threads.
 */
public final class Rules {
    private final List<Rule> rules;
    private final Set<Location> fired = ConcurrentHashMap.newKeySet();
    private final Map<When, Integer> occurred = new ConcurrentHashMap<>();

    public Rules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * What is to be done at an occurrence.
     *
     * @param action empty for what a fake does by itself
     * @param <A> what can be done then
     */
    record Reaction<A extends Action>(List<String> print, Duration delay, boolean delayFirst, Optional<A> action) {}

    <A extends Action> Reaction<A> at(When when, Class<A> actions) {
        return at(when, MissingNode::getInstance, actions);
    }

    /**
     * Counts an occurrence and finds the first rule that applies to it.
     *
     * @param payload read only where a rule looks at it
     * @param actions what can be done then: what rules can do was decided when they were read
     */
    <A extends Action> Reaction<A> at(When when, Supplier<JsonNode> payload, Class<A> actions) {
        int count = occurred.merge(when, 1, Integer::sum);
        return rules.stream()
                .filter(rule -> rule.when() == when)
                .filter(rule -> rule.nth().isEmpty() || rule.nth().getAsInt() == count)
                .filter(rule -> matches(rule, payload))
                .findFirst()
                .map(this::fired)
                .map(rule -> new Reaction<>(
                        rule.print(),
                        rule.delay(),
                        rule.delayFirst(),
                        rule.action().map(actions::cast)))
                .orElseGet(() -> new Reaction<>(List.of(), Duration.ZERO, false, Optional.empty()));
    }

    private Rule fired(Rule rule) {
        fired.add(rule.at());
        return rule;
    }

    /** Where those stand that have been followed. */
    public Set<Location> fired() {
        return Set.copyOf(fired);
    }

    private static boolean matches(Rule rule, Supplier<JsonNode> payload) {
        // Only names that are known when the file is read may stand in a rule.
        return rule.payload()
                .map(expected -> expected.in(new Scope(Map.of())).matches(payload.get()))
                .orElse(true);
    }
}
