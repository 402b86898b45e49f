package dev.simrun.language;

import dev.simrun.event.EventKind;
import dev.simrun.event.EventType;
import dev.simrun.event.InOrder;
import dev.simrun.event.Shape;
import dev.simrun.scenario.Common;
import dev.simrun.scenario.Expected;
import dev.simrun.scenario.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The steps that look at the state of the environment, at results and at names. */
final class StateSteps {
    private static final Key<String> EXTENSION = Key.needed("extension", Kind.EXTENSION, "its name");
    private static final Key<Expected> EVENTS =
            Key.of("events", EventFields.kind(EventType.EXTENSION_REGISTER, "events"), "what it subscribed to");
    private static final Key<Expected> KIND =
            Key.of("kind", EventFields.kind(EventType.EXTENSION_REGISTER, "kind"), "external or internal");
    private static final Key<String> OF = Key.needed(
            "of", Kind.BEGUN, "the name that the step is bound to; or all, for each that none has looked at");
    private static final Key<Expected> COUNT = Key.of("count", Kind.COUNT, "how many");
    private static final Shape ALL_NAMES = new Shape.Items(new Shape.Text());
    private static final Key<Expected> NAMES = Key.of("names", Kind.matcher(ALL_NAMES), "their names, in file order");
    private static final Key<Expected> SUBSCRIBED_TO = Key.of(
            "subscribed_to",
            Kind.matcher(new Shape.Tree(
                    "subscribed_to",
                    InOrder.of(
                            Map.entry(EventKind.INVOKE.wireName(), ALL_NAMES),
                            Map.entry(EventKind.SHUTDOWN.wireName(), ALL_NAMES)))),
            "{INVOKE: [names], SHUTDOWN: [names]}");
    private static final Key<Expected> PENDING = Key.of("pending", Kind.COUNT, "events queued and not yet delivered");
    private static final List<Key<Expected>> VIEW = List.of(COUNT, NAMES, SUBSCRIBED_TO, PENDING);
    private static final Key<String> STATE = Key.needed(
            "state",
            Kind.choice(
                    "a state",
                    false,
                    List.of("init", "restore", "ready", "invoke", "frozen", "shutdown", "terminated")),
            "which");

    static final StepSpec REGISTRATION = StepSpec.of(
                    "expect_registration", "Waits until an extension is registered.", "- expect_registration: audit")
            .main(EXTENSION, EVENTS, KIND)
            .within()
            .reads((common, given) -> given.get(EXTENSION)
                    .map(extension ->
                            new Step.Registration(common, extension, given.expected(EVENTS), given.expected(KIND))));

    static final StepSpec RESULT = StepSpec.of(
                    "expect_result",
                    "Waits for the result of a step with wait: false; the other keys are the fields that it must have,"
                            + " beside what it must be anyway. Of an invoke it is met when the caller is answered,"
                            + " unless a field is known only later, as phase is.",
                    "- expect_result: {of: call, outcome: success}")
            .main(OF)
            .open(StepSpec.Open.RESULT)
            .within()
            .reads(StateSteps::result);

    static final StepSpec EXTENSIONS = StepSpec.of(
                    "assert_extensions",
                    "Checks which extensions are registered.",
                    "- assert_extensions: {count: 1, names: [audit]}")
            .main(COUNT, NAMES, SUBSCRIBED_TO, PENDING)
            .ruled(schema -> MappingSchemas.needed(schema).put("minProperties", 1))
            .atOnce()
            .reads((common, given) -> given.matchers()
                    .fields(VIEW, given.key(), given.all())
                    .map(view -> new Step.Extensions(common, view)));

    static final StepSpec IN_STATE = StepSpec.of(
                    "assert_state", "Checks the environment's state.", "- assert_state: ready")
            .atOnce()
            .makes(STATE, Step.State::new);

    static final StepSpec ASSERT = StepSpec.of(
                    "assert", "Checks values at paths of bound names.", "- assert: {first.payload.n: 1}")
            .open(StepSpec.Open.NAMES)
            .ruled(schema -> Schemas.named(schema, Schemas.matcher(new Shape.Json())))
            .atOnce()
            .reads((common, given) ->
                    given.matchers().paths(given.all()).map(checks -> new Step.Assert(common, checks)));

    private StateSteps() {}

    private static Optional<Step> result(Common common, Arguments given) {
        var of = given.known(OF);
        var fields = given.without(OF);
        if (of.isPresent() && fields.entries().isEmpty()) {
            return of.map(name -> new Step.Result(common, name, Optional.empty()));
        }
        var spec = of.flatMap(given.setting().names()::begun);
        var known = spec.map(StepSpec::results).orElse(Results.ALL);
        var title = common.key() + spec.map(it -> " of " + it.key()).orElse("");
        if (spec.isPresent()) {
            var names = Key.names(known);
            fields.keys()
                    .filter(key -> !names.contains(key.text()) && !key.text().startsWith("$"))
                    .forEach(key -> given.tell(Fields.unknown(key, title, names)));
        }
        return fields.entries().isEmpty()
                ? Optional.empty()
                : given.matchers()
                        .fields(known, title, fields)
                        .flatMap(it -> of.map(name -> new Step.Result(common, name, Optional.of(it))));
    }
}
