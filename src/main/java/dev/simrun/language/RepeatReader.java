package dev.simrun.language;

import dev.simrun.scenario.Steps;
import dev.simrun.source.Node;
import dev.simrun.source.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code repeat}: its steps stand as often as it has rounds, each time with the values of the round. */
record RepeatReader(Setting setting) {
    private static final int MAX_TIMES = 1_000_000;

    private static final Key<Integer> TIMES = Key.of("times", Kind.integer(1, MAX_TIMES), "how often");
    private static final Key<Node> OVER = Key.of(
            "over",
            Kind.LIST.schema(RepeatReader::values),
            "a list of any values, each of which is ${NAME.value} in a round");
    private static final Key<Node> STEPS = Key.needed(
            "steps", Kind.LIST.schema(() -> Schemas.steps().put("minItems", 1)), "what is done in each round");

    static final StepSpec SPEC = StepSpec.of(
                    "repeat",
                    "Carries out steps several times, or once for each value of a list; with as: row they see"
                            + " ${row.index}, from 0, and ${row.value}. What they bind is bound within a round.",
                    "- {repeat: {over: [1, 2], steps: [{note: '${row.value}'}]}, as: row}")
            .takes(TIMES, OVER, STEPS)
            .ruled(schema -> {
                var rule = MappingSchemas.rule(schema, MappingSchemas.has(TIMES.name()));
                rule.set("then", MappingSchemas.without(List.of(OVER.name()), "repeat takes either times or over"));
                rule.set(
                        "else",
                        MappingSchemas.has(OVER.name()).put(Schemas.MESSAGE, "repeat takes either times or over"));
            })
            .holdsSteps()
            .reads((_, _) -> Optional.empty());

    /** A list, or the file that has it. */
    private static ObjectNode values() {
        var schema = MappingSchemas.close(Schemas.pattern("", "array", "object"), List.of(FileValues.KEY));
        schema.putArray("required").add(FileValues.KEY.name());
        return schema.put("minItems", 1);
    }

    /** A round: its values by name, and what it is called. */
    private record Round(Map<String, Node> values, String told) {}

    /** Its steps, round after round; none where something is wrong, which is told of the first round that has it. */
    Steps read(Arguments given, Optional<Node.Scalar> as) {
        boolean alike = as.isEmpty() && given.has(TIMES);
        var rounds = rounds(given, alike ? 1 : MAX_TIMES);
        var steps = given.required(STEPS);
        if (rounds.isEmpty() || steps.isEmpty()) {
            return Steps.NONE;
        }
        if (!(steps.get() instanceof Node.Sequence list) || list.items().isEmpty()) {
            given.tell(steps.get().at(), "repeat has nothing to do: steps is a list of at least one");
            return Steps.NONE;
        }
        as.ifPresent(name -> setting.names()
                .inner(setting.problems()::add, setting.substitution())
                .bind(name.text(), name.at()));
        var read = new ArrayList<Steps>();
        for (var round : rounds) {
            var problems = new Problems();
            var one = steps(steps.get(), as, round, problems);
            if (!problems.isEmpty()) {
                problems.list().forEach(setting.problems()::add);
                return Steps.NONE;
            }
            read.add(alike ? one : Steps.rounds(one, 1, _ -> round.told()).orElseThrow());
        }
        var all = alike ? times(read.getFirst(), given.known(TIMES).orElseThrow()) : Steps.joined(read);
        if (all.isEmpty()) {
            setting.problems().add(StepReader.tooMany(given.at(), "repeat"));
        }
        return all.orElse(Steps.NONE);
    }

    /** What no round has of its own is read once. */
    private static Optional<Steps> times(Steps one, int times) {
        return Steps.rounds(one, times, number -> called(number, times));
    }

    private static String called(int number, int times) {
        return "round " + number + " of " + times;
    }

    private Steps steps(Node written, Optional<Node.Scalar> as, Round round, Problems problems) {
        var substitution = as.map(name -> setting.substitution().with(name.text(), round.values(), problems))
                .orElse(setting.substitution());
        var names = setting.names().inner(problems::add, substitution);
        return new StepReader(setting.with(problems, names, substitution))
                .read(substitution.fill(written), "steps of repeat");
    }

    private List<Round> rounds(Arguments given, int most) {
        if (given.has(TIMES) == given.has(OVER)) {
            if (!given.hasUnknown(SPEC)) {
                given.tell(given.at(), "repeat takes either times or over");
            }
            return List.of();
        }
        if (given.has(OVER)) {
            return over(given, given.node(OVER).orElseThrow());
        }
        int times = given.known(TIMES).orElse(0);
        var rounds = new ArrayList<Round>();
        for (int i = 0; i < Math.min(times, most); i++) {
            rounds.add(new Round(Map.of("index", index(given, i)), called(i + 1, times)));
        }
        return rounds;
    }

    private static List<Round> over(Arguments given, Node node) {
        if (!(node instanceof Node.Sequence list) || list.items().isEmpty()) {
            boolean late = node instanceof Node.Scalar scalar && scalar.text().contains("${");
            given.tell(
                    node.at(),
                    late
                            ? "over is known when the file is read: it can't hold a name that a step binds"
                            : "over is a list of at least one value");
            return List.of();
        }
        var rounds = new ArrayList<Round>();
        int count = list.items().size();
        for (int i = 0; i < count; i++) {
            var value = list.items().get(i);
            var values = new LinkedHashMap<String, Node>();
            values.put("index", index(given, i));
            values.put("value", value);
            var shown = value instanceof Node.Scalar ? " (" + value.shown() + ")" : "";
            rounds.add(new Round(values, called(i + 1, count) + shown));
        }
        return rounds;
    }

    private static Node index(Arguments given, int index) {
        return new Node.Scalar(given.at(), Integer.toString(index), IntNode.valueOf(index), false);
    }
}
