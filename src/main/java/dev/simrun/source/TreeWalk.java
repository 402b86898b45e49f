package dev.simrun.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Turns the library's tree into ours and notes what simrun does not take. */
final class TreeWalk {
    /** How many values are visited; those of an anchor count once for every alias. */
    static final int MAX_VISITED = 100_000;

    private final Places places;
    private final Problems problems;
    private final ScalarValues values;
    private final Set<org.snakeyaml.engine.v2.nodes.Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int visited;

    TreeWalk(Places places, Problems problems) {
        this.places = places;
        this.problems = problems;
        this.values = new ScalarValues(problems);
    }

    Node read(org.snakeyaml.engine.v2.nodes.Node root) {
        var tree = node(root);
        if (tree instanceof Node.Scalar scalar) {
            hintAtMissingBlank(scalar);
        }
        return tree;
    }

    private Node node(org.snakeyaml.engine.v2.nodes.Node yaml) {
        if (++visited > MAX_VISITED) {
            var at = Location.wholeFile(places.source());
            var message = "the file has more than 100,000 values (each alias counts all that it stands for)";
            throw new ScenarioException(Problem.of(at, message));
        }
        return switch (yaml) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> nested(sequence, () -> sequence(sequence));
            case MappingNode mapping -> nested(mapping, () -> mapping(mapping));
            // the library's node type is not sealed; anchors are resolved when it hands out a tree
            default -> throw new IllegalStateException("no such node: " + yaml.getNodeType());
        };
    }

    private Node nested(org.snakeyaml.engine.v2.nodes.Node yaml, Supplier<Node> read) {
        var at = places.at(yaml.getStartMark());
        if (open.contains(yaml)) {
            throw new ScenarioException(Problem.of(at, "an alias puts this value into itself"));
        }
        if (open.size() >= ScenarioText.MAX_DEPTH) {
            var limit = ScenarioText.MAX_DEPTH;
            throw new ScenarioException(Problem.of(at, "aliases nest values more than " + limit + " deep"));
        }
        open.add(yaml);
        var result = read.get();
        open.remove(yaml);
        return result;
    }

    private Node sequence(SequenceNode yaml) {
        var items = yaml.getValue().stream().map(this::node).toList();
        return new Node.Sequence(places.at(yaml.getStartMark()), items);
    }

    private Node mapping(MappingNode yaml) {
        var entries = new ArrayList<Node.Entry>();
        var firstByText = new HashMap<String, Node.Scalar>();
        for (var tuple : yaml.getValue()) {
            entry(tuple, firstByText).ifPresent(entries::add);
        }
        var start = places.at(yaml.getStartMark());
        var braces = yaml.getFlowStyle() == FlowStyle.FLOW || entries.isEmpty();
        return new Node.Mapping(braces ? start : entries.getFirst().key().at(), entries);
    }

    private Optional<Node.Entry> entry(NodeTuple tuple, Map<String, Node.Scalar> firstByText) {
        if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
            problems.add(Problem.of(
                            places.at(tuple.getKeyNode().getStartMark()), "a key must be text, not a list or a mapping")
                    .remark("in quotes it is text"));
            return Optional.empty();
        }
        var key = key(keyNode);
        checkKey(key);
        hintAtMissingBlank(keyNode, key, tuple.getValueNode());
        var first = firstByText.putIfAbsent(key.text(), key);
        if (first != null) {
            problems.add(Problem.of(key.at(), "duplicate key \"" + key.text() + "\"")
                    .note("the first one is at " + first.at()));
        }
        var value = node(tuple.getValueNode());
        return first == null ? Optional.of(new Node.Entry(key, value)) : Optional.empty();
    }

    private Node.Scalar key(ScalarNode yaml) {
        visited++;
        var at = places.at(yaml.getStartMark(), yaml.getEndMark());
        var text = JsonNodeFactory.instance.stringNode(yaml.getValue());
        return new Node.Scalar(at, yaml.getValue(), text, !yaml.isPlain());
    }

    private void checkKey(Node.Scalar key) {
        if (key.quoted()) {
            return;
        }
        if (key.text().equals("<<")) {
            problems.add(
                    Problem.of(key.at(), "merge keys (\"<<\") are not allowed").remark("write the keys out"));
        }
        if (key.text().isEmpty()) {
            problems.add(Problem.of(key.at(), "a key is missing before \":\""));
        }
    }

    private Node scalar(ScalarNode yaml) {
        var at = places.at(yaml.getStartMark(), yaml.getEndMark());
        var block = yaml.getScalarStyle() == ScalarStyle.FOLDED || yaml.getScalarStyle() == ScalarStyle.LITERAL;
        if (block && yaml.getValue().isEmpty()) {
            hintAtComparison(at);
        }
        var text = yaml.getValue();
        return new Node.Scalar(at, text, values.of(yaml, at), !yaml.isPlain());
    }

    /** {@code after: >5} is a block of text indented by 5 that happens to be empty. */
    private void hintAtComparison(Location at) {
        var rest = places.from(at);
        if (rest.length() > 1 && rest.charAt(0) == '>' && Character.isDigit(rest.charAt(1))) {
            problems.add(SyntaxHints.comparison(places, at));
        }
    }

    /** {@code {key:value}} is the key "key:value" without a value. */
    private void hintAtMissingBlank(ScalarNode keyNode, Node.Scalar key, org.snakeyaml.engine.v2.nodes.Node value) {
        var noValue = value instanceof ScalarNode scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty()
                && scalar.getEndMark()
                        .map(Mark::getIndex)
                        .equals(keyNode.getEndMark().map(Mark::getIndex));
        if (noValue) {
            hintAtMissingBlank(key);
        }
    }

    /** A whole text of {@code key:value} lines is one long text to YAML. */
    private void hintAtMissingBlank(Node.Scalar text) {
        if (!text.quoted()) {
            SyntaxHints.missingBlank(text.at(), text.text()).ifPresent(problems::add);
        }
    }
}
