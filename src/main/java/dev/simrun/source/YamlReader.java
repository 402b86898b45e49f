package dev.simrun.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * One reading of a YAML text: first its events, which need no recursion, for the limits and for what the tree no longer
 * shows, then the tree.
 */
final class YamlReader {
    /** How many aliases ({@code *name}) a text may have. */
    static final int MAX_ALIASES = 50;

    private final Places places;
    private final Problems problems = new Problems();
    private final Deque<CollectionStartEvent> open = new ArrayDeque<>();
    private Optional<Event> last = Optional.empty();
    private Optional<ScalarEvent> lastScalar = Optional.empty();
    private int aliasCount;
    private int documentCount;

    private YamlReader(Source source) {
        places = new Places(source);
    }

    /** As {@link ScenarioText#read}. */
    static Node read(Source source) {
        return new YamlReader(source).read();
    }

    private Node read() {
        places.firstControlCharacter().ifPresent(YamlReader::refuse);
        var root = compose();
        var tree = new TreeWalk(places, problems).read(root);
        problems.throwIfAny();
        return tree;
    }

    private org.snakeyaml.engine.v2.nodes.Node compose() {
        // the library's own exceptions say where; any other would be its bug, and still is no
        // reason to show a stack trace to someone who mistyped a bracket
        try {
            var settings = settings(places.source().text());
            for (var event : new Parse(settings).parseString(places.source().text())) {
                last = Optional.of(event);
                check(event);
            }
            return new Compose(settings)
                    .composeString(places.source().text())
                    .orElseThrow(() -> wholeFile("the file has no value"));
        } catch (ScenarioException e) {
            throw e;
        } catch (MarkedYamlEngineException e) {
            throw new ScenarioException(hints().of(e));
        } catch (YamlVersionException e) {
            throw wholeFile("the file has a %YAML directive with an unknown version; leave it out");
        } catch (RuntimeException e) {
            throw new ScenarioException(List.of(notYaml()));
        }
    }

    /** Where the library says neither what is wrong nor where: it is what follows the last that it understood. */
    private Problem notYaml() {
        return last.map(event -> Problem.of(places.at(event.getEndMark()), "what follows here is not YAML")
                        .note("a key and its value stand on one line; what is in braces is separated by commas"))
                .orElseGet(() -> Problem.of(places.at(1, 1, 1), "this is not YAML"));
    }

    private void check(Event event) {
        switch (event) {
            case CollectionStartEvent start -> enter(start);
            case CollectionEndEvent ignored -> open.pop();
            case ScalarEvent scalar -> {
                lastScalar = Optional.of(scalar);
                scalar.getTag().ifPresent(tag -> refuseTag(scalar));
            }
            case AliasEvent alias -> countAlias(alias);
            case DocumentStartEvent start -> countDocument(start);
            // the ends of documents and of the stream say nothing
            default -> {}
        }
    }

    private void enter(CollectionStartEvent start) {
        start.getTag().ifPresent(tag -> refuseTag(start));
        open.push(start);
        if (open.size() > ScenarioText.MAX_DEPTH) {
            refuse(Problem.of(
                    places.at(start.getStartMark()),
                    "lists and mappings are nested more than " + ScenarioText.MAX_DEPTH + " deep"));
        }
    }

    private void refuseTag(Event event) {
        if (problems.isFull()) {
            return;
        }
        var at = places.tag(event.getStartMark());
        problems.add(Problem.of(at, "tags such as \"" + places.shown(at) + "\" are not allowed")
                .remark("leave it out; put text that starts with \"!\" in quotes"));
    }

    private void countAlias(AliasEvent alias) {
        if (++aliasCount > MAX_ALIASES) {
            refuse(Problem.of(
                    places.at(alias.getStartMark(), alias.getEndMark()), "more than " + MAX_ALIASES + " aliases"));
        }
    }

    private void countDocument(DocumentStartEvent start) {
        if (++documentCount > 1) {
            refuse(Problem.of(places.at(start.getStartMark(), start.getEndMark()), "a second YAML document starts here")
                    .remark("put it into a file of its own"));
        }
    }

    private SyntaxHints hints() {
        var innermostFlow = Optional.ofNullable(open.peek()).filter(CollectionStartEvent::isFlow);
        return new SyntaxHints(places, innermostFlow, lastScalar);
    }

    private ScenarioException wholeFile(String message) {
        return ScenarioText.wholeFile(places.source(), message);
    }

    private static void refuse(Problem problem) {
        throw new ScenarioException(problem);
    }

    private static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setSchema(new CoreWithoutMerge())
                // the walk refuses such keys and can say where they are
                .setAllowNonScalarKeys(true)
                .setCodePointLimit(ScenarioText.MAX_BYTES)
                // with its small buffer, a long value is copied anew for each piece of it that is read
                .setBufferSize(text.length() + 1)
                .build();
    }

    /** The core schema in which {@code <<} stays a key, so that the walk sees and refuses it. */
    private record CoreWithoutMerge(ScalarResolver resolver) implements Schema {
        CoreWithoutMerge() {
            this(new CoreScalarResolver(false));
        }

        @Override
        public ScalarResolver getScalarResolver() {
            return resolver;
        }

        @Override
        public Map<Tag, ConstructNode> getSchemaTagConstructors() {
            return Map.of();
        }
    }
}
