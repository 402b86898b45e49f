package dev.simrun.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The text of a scenario, cut where its top-level keys begin; together the blocks are the text. */
record Blocks(List<Block> blocks) {
    private static final Pattern KEY = Pattern.compile("[\"']?([A-Za-z_]+)[\"']?\\s*:.*");

    Blocks {
        blocks = List.copyOf(blocks);
    }

    /** Some lines of the text; those before the first key have an empty one. */
    record Block(String key, List<String> lines) {}

    /** A comment right above a key belongs to it. */
    static Blocks of(String text) {
        var blocks = new ArrayList<Block>();
        var key = "";
        var lines = new ArrayList<String>();
        for (var line : text.lines().toList()) {
            var match = KEY.matcher(line);
            if (match.matches()) {
                var above = above(lines);
                blocks.add(new Block(key, List.copyOf(lines)));
                key = match.group(1);
                lines = above;
            }
            lines.add(line);
        }
        blocks.add(new Block(key, List.copyOf(lines)));
        return new Blocks(blocks);
    }

    private static ArrayList<String> above(List<String> lines) {
        var above = new ArrayList<String>();
        while (!lines.isEmpty() && lines.getLast().startsWith("#")) {
            above.addFirst(lines.removeLast());
        }
        return above;
    }

    boolean has(String key) {
        return blocks.stream().anyMatch(block -> block.key().equals(key));
    }

    Blocks without(List<String> keys) {
        return new Blocks(
                blocks.stream().filter(one -> !keys.contains(one.key())).toList());
    }
}
