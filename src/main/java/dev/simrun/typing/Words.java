package dev.simrun.typing;

import dev.simrun.language.Key;
import dev.simrun.language.Names;
import dev.simrun.match.Show;
import dev.simrun.typing.Suggestions.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The words that the value of a key can be. */
final class Words {
    private static final String RUNTIME = "runtime";
    private static final int SHOWN = 50;

    private Words() {}

    static List<Word> of(Key<?> key, Known known) {
        var names = switch (key.kind().naming()) {
            case NOTHING -> Stream.<Word>of();
            case ACTOR -> actors(known);
            case EVENT_ACTOR -> and(actors(known), "environment", "Lambda itself");
            case EXTENSION -> extensions(known);
            case EXTENSIONS -> and(extensions(known), "all", "every extension");
            case BOUND -> bound(known);
            case BEGUN -> and(bound(known), "all", "each that no step has looked at");
        };
        var words = new ArrayList<>(names.toList());
        key.kind()
                .words()
                .forEach((text, meaning) -> words.add(new Word(text, meaning.isEmpty() ? key.text() : meaning)));
        return words;
    }

    private static Stream<Word> and(Stream<Word> words, String text, String meaning) {
        return Stream.concat(words, Stream.of(new Word(text, meaning)));
    }

    private static Stream<Word> actors(Known known) {
        return Stream.concat(
                known.actors().stream().filter(RUNTIME::equals).map(name -> new Word(name, "the runtime")),
                extensions(known));
    }

    private static Stream<Word> extensions(Known known) {
        return known.actors().stream()
                .filter(name -> !name.equals(RUNTIME))
                .map(name -> new Word(name, "an extension"));
    }

    private static Stream<Word> bound(Known known) {
        return known.names().properties().stream()
                .filter(name -> !Names.RESERVED.contains(name.getKey()))
                .map(name -> new Word(name.getKey(), Show.of(name.getValue(), SHOWN)));
    }
}
