package dev.simrun.report;

import static dev.simrun.report.LineField.Kind.ANY;
import static dev.simrun.report.LineField.Kind.MOMENT;
import static dev.simrun.report.LineField.Kind.OBJECT;
import static dev.simrun.report.LineField.Kind.SECONDS;
import static dev.simrun.report.LineField.Kind.TEXT;
import static dev.simrun.report.LineField.Kind.TEXTS;
import static dev.simrun.report.LineField.Kind.TEXT_BY_NAME;
import static dev.simrun.report.LineField.Kind.WHOLE;
import static dev.simrun.report.LineField.Kind.WHOLES;
import static dev.simrun.report.LineField.always;
import static dev.simrun.report.LineField.ifAny;
import static dev.simrun.report.LineField.object;
import static dev.simrun.report.LineField.objects;
import static dev.simrun.report.LineField.oneOf;

import dev.simrun.event.EventType;
import dev.simrun.run.RefereeMode;
import dev.simrun.run.Verdict;
import dev.simrun.scenario.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The kinds of lines that {@link JsonlReport} writes, with their fields in order: what the JSON Schema of them and the
 * page about them are made of. {@link JsonLines} writes them, and is held against the schema.
 *
 * @param type the value of the field {@code type}
 * @param meaning in words, a whole sentence
 */
record RecordLine(String type, String meaning, List<LineField> fields) {
    private static final LineField CASE = always("case", WHOLE, "the number of the case in this record, from 1");

    private static final List<LineField> PLACE = List.of(
            always("file", TEXT, "the file, as a `source` line names it"),
            ifAny("line", WHOLE, "the line in it, from 1; none where the whole file is meant"),
            ifAny("column", WHOLE, "the column, from 1, in characters"),
            ifAny("width", WHOLE, "how many characters are meant"));

    private static final LineField VERDICT = oneOf(words(Verdict.values()), "verdict", "what came of it");

    private static final List<String> LISTS = List.of("steps", "finally");

    private static final List<LineField> MISMATCH = with(
            PLACE,
            always("path", TEXT, "which value, such as `payload.items[0]`; empty for the whole"),
            always("expected", TEXT, "in words"),
            always("actual", TEXT, "in words"),
            ifAny("reason", TEXT, "why it can't match, where that is not plain"),
            ifAny("value", ANY, "the actual value, unless it is long; durations in seconds"),
            ifAny("limit", SECONDS, "the upper bound that a duration passed"));

    private static final List<LineField> FAILURE = with(
            PLACE,
            VERDICT,
            always("headline", TEXT, "in one line"),
            always("body", TEXT, "what the console shows of it"),
            oneOf(LISTS, "in", "the list that the step stands in").orNone(),
            ifAny("step", WHOLE, "its number in that list, from 1; none for what failed before the first"),
            always("steps", WHOLE, "how many steps that list has"),
            ifAny("actor", TEXT, "whom it is about"),
            objects(
                    "events",
                    "the events that decided it",
                    List.of(always("seq", WHOLE, "of the event"), ifAny("text", TEXT, "beside it, such as `+812ms`"))),
            object(
                            "awaited",
                            "where what was expected was looked for",
                            List.of(
                                    always("from", SECONDS, "since the case began"),
                                    always("to", SECONDS, "since the case began")))
                    .orNone(),
            object(
                            "nearest",
                            "the event that came closest to it",
                            List.of(
                                    always("seq", WHOLE, "of the event"),
                                    always("differs", TEXTS, "the paths of what is different")))
                    .orNone(),
            ifAny(
                    "expected_by",
                    SECONDS,
                    "until when the last of the events would have been right, since the case began"),
            ifAny("late", WHOLE, "`seq` of the first event after the failure that would have been right"),
            objects("mismatches", "each value that was not as expected", MISMATCH),
            always("notes", TEXTS, "further lines"));

    private static final List<LineField> END = List.of(
            CASE,
            VERDICT,
            ifAny("reason", TEXT, "why it was skipped"),
            objects("failures", "why it did not pass, the first cause first", FAILURE),
            objects(
                    "referee",
                    "what was done against the protocol",
                    List.of(
                            always("seq", WHOLE, "of the first event that says so"),
                            always("actor", TEXT, "who did it"),
                            always("rule", TEXT, "which rule"),
                            always("message", TEXT, "what was done"),
                            always("count", WHOLE, "how often"))),
            objects("notes", "what was set up and not met", with(PLACE, always("text", TEXT, "in words")))
                    .orNone(),
            object(
                            "left_out",
                            "how many events there was no room for",
                            List.of(always("log", WHOLE, "lines of output"), always("other", WHOLE, "other events")))
                    .orNone(),
            ifAny("seed", WHOLE, "what `--seed` needs to repeat it"),
            ifAny("orders_tried", WHOLE, "with how many seeds it was run; the last is told of"));

    /** All, in the order in which they come. */
    static final List<RecordLine> ALL = List.of(
            new RecordLine(
                    "run",
                    "The first line: what is known before anything runs.",
                    List.of(
                            always("format", WHOLE, "counts up when a reader of the lines would have to change"),
                            always("simrun", TEXT, "its version"),
                            always("command", TEXTS, "the command line, without the name of the program"),
                            oneOf(words(RefereeMode.values()), "referee", "what becomes of breaches of the protocol"),
                            ifAny("seed", WHOLE, "what `--seed` gave"),
                            always("host", TEXT, "the name of the machine that runs it"),
                            always("java", TEXT, "the version of the Java that runs it"),
                            always("system", TEXT, "the system and its version, and the kind of machine"),
                            object(
                                            "shard",
                                            "which part of a plan it is, with `--shard`",
                                            List.of(
                                                    always("index", WHOLE, "which part, from 1"),
                                                    always("count", WHOLE, "of how many"),
                                                    always("plan", TEXT, "the same for all parts, and no other plan"),
                                                    always("total", WHOLE, "how many cases the plan has"),
                                                    always("cases", WHOLES, "the places of its cases in the plan")))
                                    .orNone())),
            new RecordLine(
                    "source",
                    "The text of a file, before the first line that names it.",
                    List.of(always("file", TEXT, "its name, as it was given"), always("text", TEXT, "all of it"))),
            new RecordLine(
                    "case",
                    "A case begins.",
                    List.of(
                            CASE,
                            always("file", TEXT, "the scenario"),
                            always("name", TEXT, "of the scenario"),
                            ifAny("row", TEXT, "of `cases`, or what stands for it"),
                            always("tags", TEXTS, "of the scenario"),
                            always("line", WHOLE, "where it stands in the file"),
                            oneOf(words(Clock.values()), "clock", "which it goes by"),
                            always("steps", WHOLE, "how many it has, without those of `finally`"),
                            ifAny("definitions", TEXT_BY_NAME, "what `-D` gave and the scenario uses"),
                            ifAny("env_file", TEXT, "what `--env-file` named"))),
            new RecordLine(
                    "event",
                    "Something happened; its own fields are those of the event's type (`simrun explain TYPE`).",
                    List.of(
                            CASE,
                            always("seq", WHOLE, "its number in the case, from 1"),
                            always("at", SECONDS, "since the case began"),
                            oneOf(types(), "event", "its type"),
                            ifAny("environment", WHOLE, "which environment of the case, from 2"),
                            always("actor", TEXT, "who did it"),
                            always("fields", OBJECT, "its own fields; durations in seconds"))),
            new RecordLine(
                    "step",
                    "A step of the file ended. Of more than 10,000 in a list the first and the last stand here.",
                    List.of(
                            CASE,
                            oneOf(LISTS, "in", "the list that it stands in"),
                            always("number", WHOLE, "in that list, from 1"),
                            always("key", TEXT, "what it is, such as `invoke`"),
                            ifAny("label", TEXT, "its `name`"),
                            always("line", WHOLE, "where it stands in the file"),
                            VERDICT,
                            always("at", SECONDS, "when it began, since the case did"),
                            always("duration", SECONDS, "by the clock of the case"),
                            always("first_seq", WHOLE, "the first event that may have come while it ran"))),
            new RecordLine(
                    "time",
                    "What the wall clock says of what ends with the next line: a case, a run of it, or all.",
                    List.of(
                            ifAny("case", WHOLE, "the number of the case"),
                            always("started_at", MOMENT, "when it began, in UTC"),
                            always("duration", SECONDS, "how long it took"))),
            new RecordLine(
                    "attempt",
                    "A run of the case ended, after which it was run again (`--retries`): the lines before it are of"
                            + " that run. Of those between the first and the last only this line and the steps that did"
                            + " not pass are kept.",
                    END),
            new RecordLine("result", "The case ended.", END),
            new RecordLine(
                    "summary",
                    "The last line: a record without it is of a run that was killed.",
                    Stream.of(
                                    Stream.of(always("cases", WHOLE, "how many the record has")),
                                    Arrays.stream(Verdict.values())
                                            .map(it -> always(it.word(), WHOLE, "how many " + it.word())),
                                    Stream.of(always("exit", WHOLE, "the exit code of the run")))
                            .flatMap(it -> it)
                            .toList()));

    private static List<LineField> with(List<LineField> some, LineField... more) {
        return Stream.concat(some.stream(), Arrays.stream(more)).toList();
    }

    private static List<String> words(Verdict[] all) {
        return Arrays.stream(all).map(Verdict::word).toList();
    }

    private static List<String> words(RefereeMode[] all) {
        return Arrays.stream(all).map(RefereeMode::word).toList();
    }

    private static List<String> words(Clock[] all) {
        return Arrays.stream(all)
                .map(clock -> clock.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> types() {
        return Arrays.stream(EventType.values()).map(EventType::wireName).toList();
    }
}
