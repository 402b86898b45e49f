package dev.simrun.language;

import dev.simrun.event.Shape;
import dev.simrun.match.Literals;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The keys that stand beside a step's key. */
final class Modifiers {
    static final Key<String> AS = Key.of(
            "as",
            Kind.TEXT.schema(Names::schema),
            "any step: bind its result to a name, for ${name.path} in later steps");
    static final Key<JsonNode> EXPECT = Key.of(
            "expect",
            Kind.TREE
                    .decoded(Kind.VALUE.decoder())
                    .schema(() -> Schemas.mapping().put("minProperties", 1)),
            "verbs with a result: what the result must match; what it must be anyway stands until that field is named");

    static final Key<Duration> WITHIN = Key.of(
            "within",
            Kind.DURATION,
            "expect_*: how long to wait, 5s if nothing is said; expect_result and expect_registration end when what"
                    + " they wait for is there or can't come any more");

    static final Key<Boolean> WAIT = Key.of(
            "wait",
            Kind.BOOLEAN.meant(
                    text -> Literals.duration(text).map(_ -> "to let time pass, add a step: - sleep: " + text)),
            "verbs with a result: false starts it and goes on; what it comes to is judged when it ends, by the expect"
                    + " beside it or expect_result, and in any case before finally");
    static final Key<JsonNode> IF =
            Key.of("if", Kind.TREE.schema(Modifiers::checks), "any step: run it only where values at paths match");
    static final Key<String> NAME = Key.of("name", Kind.TEXT, "any step: a label in reports");

    static final List<Key<?>> ALL = List.of(AS, EXPECT, WITHIN, WAIT, IF, NAME);

    /** Those of steps that have a result. */
    static final List<Key<?>> OF_A_RESULT = List.of(EXPECT, WAIT);

    private Modifiers() {}

    /** Paths with what stands there. */
    private static ObjectNode checks() {
        return Schemas.named(Schemas.mapping(), Schemas.matcher(new Shape.Json()))
                .put("minProperties", 1);
    }
}
