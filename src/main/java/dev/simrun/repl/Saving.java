package dev.simrun.repl;

import dev.simrun.source.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Writes what was done in sessions as scenarios. */
final class Saving {
    private final ScenarioSource scenarios;
    private final Set<Path> own = new HashSet<>();

    Saving(ScenarioSource scenarios) {
        this.scenarios = scenarios;
    }

    ScenarioSource scenarios() {
        return scenarios;
    }

    /**
     * Writes the steps that were carried out, and tells what came of it in a line. A file that was not saved here
     * before is not replaced.
     */
    String save(String name, Stepper stepper) throws CommandException {
        var path = path(name);
        var transcript = stepper.transcript();
        if (transcript.count() == 0) {
            throw new CommandException("nothing to save: no step was carried out yet");
        }
        var source = stepper.session().file().source();
        var wrong = "can't save: \"steps:\" does not begin a line of " + source.name();
        var moving = new Moving(folder(stepper.session().file().path()), folder(path));
        var steps = moving.text(transcript.scenario(source).orElseThrow(() -> new CommandException(wrong)));
        var unread = readable(() -> scenarios.unread(path, steps));
        var text = unread.isEmpty()
                ? steps
                : moving.text(
                        transcript.scenario(source, List.of(reading(unread))).orElseThrow());
        var _ = readable(() -> scenarios.read(path, text));
        write(path, scenarios.secrets().named(text));
        own.add(path);
        var open = transcript.open() == 0 ? "" : ", of which " + transcript.open() + " did not pass";
        return "saved " + Counted.of(transcript.count(), "step") + open + ": simrun " + name + "\n";
    }

    private static Path folder(Path path) {
        var absolute = path.toAbsolutePath().normalize();
        return Optional.ofNullable(absolute.getParent()).orElse(absolute);
    }

    private Path path(String name) throws CommandException {
        if (name.isEmpty()) {
            throw new CommandException("save to which file? save FILE.yaml");
        }
        try {
            var path = Path.of(name);
            if (!Files.isDirectory(folder(path))) {
                throw new CommandException("there is no folder " + folder(path));
            }
            if (Files.exists(path) && !own.contains(path)) {
                throw new CommandException(name + " exists; choose a name that is free");
            }
            return path;
        } catch (InvalidPathException wrong) {
            throw new CommandException("\"" + name + "\" is not a file's name");
        }
    }

    /** A step that reads what only steps did that are not saved: a file in which nothing does is refused. */
    private static String reading(List<String> unread) {
        var text = "what no other step here reads: " + String.join(", ", unread);
        return "- note: " + JsonMapper.shared().writeValueAsString(text);
    }

    /** What is saved must run: names that the steps use may be bound nowhere in it. */
    private static <T> T readable(Supplier<T> reading) throws CommandException {
        try {
            return reading.get();
        } catch (ScenarioException wrong) {
            throw new CommandException("can't save, as it could not be read again: "
                    + wrong.problems().getFirst().message());
        }
    }

    private static void write(Path path, String text) throws CommandException {
        try {
            var part = Files.createTempFile(folder(path), ".simrun", ".part");
            try {
                Files.writeString(part, text);
                Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException unwritable) {
            throw new CommandException("can't write " + path + ": " + unwritable.getMessage());
        }
    }
}
