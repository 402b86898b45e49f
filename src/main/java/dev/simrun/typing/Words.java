package dev.simrun.typing;

import dev.simrun.event.EventType;
import dev.simrun.language.Decoders;
import dev.simrun.language.FieldValues;
import dev.simrun.language.Key;
import dev.simrun.language.Names;
import dev.simrun.match.Show;
import dev.simrun.typing.Suggestions.Word;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The words that the value of a key can be. */
final class Words {
    private static final String RUNTIME = "runtime";
    private static final int SHOWN = 50;

    private Words() {}

    static List<Word> of(Key key, Known known) {
        if (!key.allowed().isEmpty()) {
            return words(key.allowed(), key.text());
        }
        return switch (key.type()) {
            case ACTOR -> actors(known);
            case EVENT_ACTOR -> {
                var actors = new ArrayList<>(actors(known));
                actors.add(new Word("environment", "Lambda itself"));
                yield actors;
            }
            case EXTENSION -> extensions(known);
            case EXTENSIONS -> {
                var extensions = new ArrayList<>(extensions(known));
                extensions.add(new Word("all", "every extension"));
                yield extensions;
            }
            case EVENT_TYPE ->
                    Arrays.stream(EventType.values())
                            .map(type -> new Word(type.wireName(), type.summary()))
                            .toList();
            case MATCHER -> words(FieldValues.words(key.name()), key.text());
            case BOUND -> bound(known);
            case SIGNAL -> words(Decoders.SIGNALS, key.text());
            case BOOLEAN -> words(List.of("true", "false"), key.text());
            case NOTHING -> words(List.of("true"), key.text());
            case TEXT,
                    TEXTS,
                    LIST,
                    DURATION,
                    SIZE,
                    INTEGER,
                    VALUE,
                    PAYLOAD,
                    EVENTS,
                    VARIABLES,
                    MAPPING,
                    COMMAND,
                    STEPS ->
                    List.of();
        };
    }

    private static List<Word> words(List<String> texts, String meaning) {
        return texts.stream().map(text -> new Word(text, meaning)).toList();
    }

    private static List<Word> actors(Known known) {
        return Stream.concat(
                        known.actors().stream()
                                .filter(RUNTIME::equals)
                                .map(name -> new Word(name, "the runtime")),
                        extensions(known).stream())
                .toList();
    }

    private static List<Word> extensions(Known known) {
        return known.actors().stream()
                .filter(name -> !name.equals(RUNTIME))
                .map(name -> new Word(name, "an extension"))
                .toList();
    }

    private static List<Word> bound(Known known) {
        return known.names().properties().stream()
                .filter(name -> !Names.RESERVED.contains(name.getKey()))
                .map(name -> new Word(name.getKey(), Show.of(name.getValue(), SHOWN)))
                .toList();
    }
}
