package dev.simrun.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a runtime calls itself, as the engine puts it together (WIRE.md §2.2). */
final class RuntimeRelease {
    private static final int LIMIT = 128;
    private static final String UNKNOWN = "Unknown";

    private String text = "";

    /**
     * Takes in what a poll says: the first agent counts, and features are added once.
     *
     * @param userAgent the header as sent
     * @param features the header as sent
     * @return the release, if it changed
     */
    Optional<String> heard(Optional<String> userAgent, Optional<String> features) {
        if (text.endsWith(")")) {
            return Optional.empty();
        }
        var agent = text.isEmpty() ? words(userAgent).stream().findFirst().orElse("") : text;
        var release = withFeatures(agent, words(features.map(f -> f.replaceAll("[()]", ""))));
        if (release.equals(text)) {
            return Optional.empty();
        }
        text = release;
        return Optional.of(text);
    }

    private static List<String> words(Optional<String> header) {
        var stripped = header.orElse("").strip();
        return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+"));
    }

    /** Leaves out the features that have no room. */
    private static String withFeatures(String agent, List<String> features) {
        var named = agent.isEmpty() ? UNKNOWN : agent;
        var kept = new ArrayList<String>();
        int left = LIMIT - named.length() - " ()".length();
        for (var feature : features) {
            int needed = feature.length() + (kept.isEmpty() ? 0 : 1);
            if (needed <= left) {
                left -= needed;
                kept.add(feature);
            }
        }
        return kept.isEmpty() ? agent : named + " (" + String.join(" ", kept) + ")";
    }
}
