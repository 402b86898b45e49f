package dev.simrun.report;

import java.util.List;
import java.util.stream.Collectors;

/** The generated part of the page about JSON Lines. */
final class RecordPage {
    private RecordPage() {}

    static String markdown() {
        return RecordLine.ALL.stream().map(RecordPage::line).collect(Collectors.joining("\n"));
    }

    private static String line(RecordLine line) {
        return "### `" + line.type() + "`\n\n" + line.meaning()
                + "\n\n| field | value | | meaning |\n|---|---|---|---|\n" + rows("", line.fields());
    }

    private static String rows(String above, List<LineField> fields) {
        var rows = new StringBuilder();
        for (var field : fields) {
            var words = field.words().size() > 10 ? List.<String>of() : field.words();
            var value = words.isEmpty()
                    ? field.kind().title()
                    : words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
            rows.append("| `").append(above).append(field.name()).append("` | ").append(value);
            rows.append(" | ").append(field.always() ? "always" : "").append(" | ");
            rows.append(field.meaning()).append(" |\n");
            rows.append(rows(
                    above + field.name() + (field.kind() == LineField.Kind.OBJECTS ? "[]." : "."), field.fields()));
        }
        return rows.toString();
    }
}
