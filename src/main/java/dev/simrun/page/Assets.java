package dev.simrun.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The page's style and script: files of this package, put together in the order in which they build on each other. */
final class Assets {
    private static final List<String> STYLES = List.of("palette.css", "page.css", "case.css", "print.css");

    private static final List<String> SCRIPTS = List.of(
            "tools.js",
            "axis.js",
            "pen.js",
            "layout.js",
            "marks.js",
            "failures.js",
            "overview.js",
            "gestures.js",
            "timeline.js",
            "case.js",
            "list.js",
            "page.js");

    private Assets() {}

    static String style() {
        var style = new StringBuilder();
        STYLES.forEach(name -> style.append(file(name)));
        return style.toString();
    }

    /** One function, so that nothing of it is in the page's global scope. */
    static String script() {
        var script = new StringBuilder("(() => {\n'use strict';\n");
        SCRIPTS.forEach(name -> script.append('\n').append(file(name)));
        return script.append("})();\n").toString();
    }

    /** What a Content-Security-Policy knows a text by. */
    static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static String file(String name) {
        try (var in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("resource " + name, unreadable);
        }
    }
}
