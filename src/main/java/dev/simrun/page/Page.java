package dev.simrun.page;

import dev.simrun.report.RunInfo;
import dev.simrun.report.Secrets;
import dev.simrun.run.RunResult;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of a run that has ended: head, summary, list, and the sections that there is room for. */
final class Page {
    private final RunInfo info;
    private final RunResult result;
    private final Secrets secrets;
    private final Map<Rank, Part> parts;
    private final long room;

    Page(RunInfo info, RunResult result, Secrets secrets, Map<Rank, Part> parts, long room) {
        this.info = info;
        this.result = result;
        this.secrets = secrets;
        this.parts = parts;
        this.room = room;
    }

    /**
     * What is told of the cases of a part.
     *
     * @param length of their sections
     */
    private record Share(Part part, List<Entry> told, List<Entry> listed, long length) {}

    void writeTo(Writer out) throws IOException {
        var shares = shares();
        var told = shares.stream().flatMap(share -> share.told().stream()).toList();
        var listed = shares.stream().flatMap(share -> share.listed().stream()).toList();
        var script = Assets.script();
        out.write(head(script));
        out.write(new SummaryHtml(info, result, secrets).header(told, listed));
        out.write("<main><h1 class=\"sr\">simrun report</h1>\n");
        out.write(new ListHtml(secrets).nav(told, listed));
        out.write("<div id=\"cases\">\n");
        for (var share : shares) {
            share.part().copyTo(out, share.length());
        }
        out.write("</div></main>\n<script>" + script + "</script>\n</body></html>\n");
    }

    /** Those that are told first get the room. */
    private List<Share> shares() {
        var shares = new ArrayList<Share>();
        long left = room;
        for (var part : parts.values()) {
            var told = new ArrayList<Entry>();
            var listed = new ArrayList<Entry>();
            long length = 0;
            for (var held : part.all()) {
                if (left > 0 && held.length() > 0) {
                    told.add(held.entry());
                    length += held.length();
                    left -= held.length();
                } else {
                    listed.add(held.entry());
                }
            }
            shares.add(new Share(part, told, listed, length));
        }
        return shares;
    }

    private String head(String script) {
        var style = Assets.style();
        var early = "document.documentElement.classList.add('js')";
        var policy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src "
                + Assets.hash(style) + "; script-src " + Assets.hash(early) + " " + Assets.hash(script);
        var html = new Html(secrets);
        html.add("<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\">\n");
        html.add("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n", policy);
        html.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.add("<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.add("<title>{} · simrun report</title>\n", SummaryHtml.title(result));
        html.add("<link rel=\"icon\" href=\"data:,\">\n");
        return html + "<style>" + style + "</style>\n<script>" + early + "</script></head>\n<body>\n"
                + "<a class=\"skip\" href=\"#list\">To the list of cases</a>\n";
    }
}
