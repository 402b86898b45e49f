package dev.simrun.page;

import dev.simrun.report.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** The list of cases: those that the page tells of, then by file those that it only names. */
final class ListHtml {
    private final Html html;

    ListHtml(Secrets secrets) {
        this.html = new Html(secrets);
    }

    String nav(List<Entry> told, List<Entry> listed) {
        html.add("<nav aria-label=\"Cases\"><div class=\"finder\"><input id=\"search\" type=\"search\" "
                + "placeholder=\"Search: name, file, message, tag:freeze, is:failed\" aria-label=\"Search cases\">"
                + "<p><span id=\"count\" aria-live=\"polite\"></span>"
                + "<span aria-hidden=\"true\"><kbd>/</kbd> <kbd>j</kbd> <kbd>k</kbd></span></p></div>\n");
        html.add("<ol id=\"list\" tabindex=\"-1\">\n");
        told.forEach(this::entry);
        html.add("</ol>\n<p id=\"none\" hidden>No case fits. <kbd>Esc</kbd> clears the search.</p>\n");
        if (!listed.isEmpty()) {
            groups(listed);
        }
        return html.add("</nav>\n").toString();
    }

    private void entry(Entry entry) {
        var verdict = entry.verdict().word();
        html.add(
                "<li data-case=\"{}\" data-verdict=\"{}\" data-tags=\"{}\"><a href=\"#case-{}\">",
                entry.number(),
                verdict,
                String.join(" ", entry.tags()),
                entry.number());
        html.add(
                "<span class=\"{}\" aria-hidden=\"true\">{}</span><span class=\"name\"><span class=\"sr\">{}: </span>"
                        + "<span dir=\"auto\">{}</span></span><span class=\"t\">{}</span>",
                verdict,
                Sign.of(entry.verdict()),
                verdict,
                entry.title(),
                entry.time());
        entry.headline().ifPresent(text -> html.add("<span class=\"brief {}\" dir=\"auto\">{}</span>", verdict, text));
        var tags = entry.tags().isEmpty() ? "" : " · " + String.join(", ", entry.tags());
        html.add(
                "<span class=\"place\"><bdi class=\"file\">{}</bdi>:{}{}</span></a></li>\n",
                entry.file(),
                entry.line(),
                tags);
    }

    /** Cases for which there was no room: their names only. */
    private void groups(List<Entry> listed) {
        html.add(
                "<section id=\"more\" aria-label=\"Cases without details\"><p>Of {} more cases the page has the names"
                        + " only: a browser would not open it with all of them. <code>--jsonl</code> has them"
                        + " whole.</p>\n",
                listed.size());
        var files = new LinkedHashMap<String, List<Entry>>();
        listed.forEach(entry ->
                files.computeIfAbsent(entry.file(), _ -> new ArrayList<>()).add(entry));
        files.forEach((file, entries) -> {
            html.add("<details><summary><bdi>{}</bdi>: {}</summary><ul>\n", file, SummaryHtml.count(entries.size()));
            for (var entry : entries) {
                html.add(
                        "<li data-verdict=\"{}\"><span class=\"{}\">{}</span> <bdi>{}</bdi>:{}</li>\n",
                        entry.verdict().word(),
                        entry.verdict().word(),
                        Sign.of(entry.verdict()),
                        entry.title(),
                        entry.line());
            }
            html.add("</ul></details>\n");
        });
        html.add("</section>\n");
    }
}
