package dev.simrun.repl;

import java.nio.CharBuffer;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.CompletionMatcher;
import org.jline.reader.LineReader.Option;
import org.jspecify.annotations.Nullable;

/**
 * Takes all candidates, as those that don't fit are left out before: some differ from what was typed in more than their
 * end, as where a quote was missing.
 */
final class EveryCandidate implements CompletionMatcher {
    private String typed = "";
    private List<Candidate> candidates = List.of();

    @Override
    public void compile(
            Map<Option, Boolean> options,
            boolean prefix,
            CompletingParsedLine line,
            boolean caseInsensitive,
            int errors,
            @Nullable String originalGroupName) {
        typed = line.word();
        candidates = List.of();
    }

    @Override
    public List<Candidate> matches(List<Candidate> all) {
        candidates = List.copyOf(all);
        return candidates;
    }

    @Override
    public @Nullable Candidate exactMatch() {
        return candidates.stream()
                .filter(candidate -> candidate.value().equals(typed))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String getCommonPrefix() {
        return candidates.stream()
                .map(Candidate::value)
                .reduce(EveryCandidate::common)
                .orElse(typed);
    }

    private static String common(String one, String other) {
        int length = CharBuffer.wrap(one).mismatch(CharBuffer.wrap(other));
        return length < 0 ? one : one.substring(0, length);
    }
}
