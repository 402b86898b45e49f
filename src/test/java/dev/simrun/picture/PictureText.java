package dev.simrun.picture;

import dev.simrun.match.Seconds;

/** A picture in words; times in milliseconds. */
final class PictureText {
    private final Picture picture;
    private final StringBuilder text = new StringBuilder();

    private PictureText(Picture picture) {
        this.picture = picture;
    }

    static String of(Picture picture) {
        var text = new PictureText(picture);
        text.whole();
        return text.text.toString();
    }

    private void whole() {
        line("ends %s%s".formatted(Seconds.exact(picture.end()), picture.mostlyIdle() ? ", mostly idle" : ""));
        for (var it : picture.phases()) {
            line("  phase %s %s%s".formatted(it.label(), range(it.from(), it.to()), it.failed() ? " failed" : ""));
        }
        picture.freezes().forEach(it -> line("  frozen %s".formatted(range(it.from(), it.to()))));
        for (int place = 0; place < picture.lanes().size(); place++) {
            lane(place);
        }
        picture.pins().forEach(this::pin);
        picture.sentences().forEach(it -> line("  #%d **%s**%s".formatted(it.event(), it.decisive(), it.rest())));
    }

    private void lane(int place) {
        var lane = picture.lanes().get(place);
        line("  lane %s (%s)".formatted(lane.actor(), lane.kind()));
        for (var it : lane.lives()) {
            var to = it.to().map(end -> " to " + end.at().toMillis()).orElse("");
            line("    lives %d%s".formatted(it.from().at().toMillis(), to));
        }
        for (var it : lane.spans()) {
            var end = (it.ended() ? "" : " to the end") + (it.bad() ? " bad" : "");
            line("    %s %s %s%s".formatted(it.kind(), it.label(), range(it.from(), it.to()), end));
        }
        lane.symbols().forEach(it -> line("    %s #%d %s".formatted(it.kind(), it.event(), it.text())));
        for (var it : picture.budgets()) {
            if (it.lane() == place) {
                var used = range(it.from(), it.used()) + (it.usedUp() ? " up" : "");
                line("    budget of %s %s used %s".formatted(it.phase(), Length.of(it.length()), used));
            }
        }
    }

    private void pin(Pin pin) {
        line("  pin %s %s".formatted(Seconds.exact(pin.at()), pin.headline()));
        var lane = pin.lane().isEmpty()
                ? ""
                : picture.lanes().get(pin.lane().getAsInt()).actor() + " ";
        var near = pin.nearest().isEmpty() ? "" : " nearest #" + pin.nearest().getAsInt();
        var awaited = pin.awaited()
                .map(it -> " awaited " + it.from().toMillis() + ".." + it.to().toMillis())
                .orElse("");
        var by = pin.expectedBy().map(it -> " expected by " + it.toMillis()).orElse("");
        line("    %s%s%s%s%s".formatted(lane, pin.events(), near, awaited, by));
    }

    private static String range(Point from, Point to) {
        return from.at().toMillis() + ".." + to.at().toMillis();
    }

    private void line(String row) {
        text.append(row.stripTrailing()).append('\n');
    }
}
