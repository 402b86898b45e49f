package dev.simrun.page;

import static dev.simrun.page.Chromium.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A tab of a browser, with what it complained of and what it asked for. */
final class Tab {
    private static final int LIMIT_S = 60;

    private final Chromium browser;
    private final String session;
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile CountDownLatch loaded = new CountDownLatch(1);
    private int opened;

    Tab(Chromium browser, String session) {
        this.browser = browser;
        this.session = session;
    }

    void begin(int width, int height) throws Exception {
        for (var domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", object());
        }
        size(width, height);
    }

    /** What the browser tells of its own accord. */
    void told(JsonNode message) {
        var of = message.path("params");
        switch (message.path("method").asString("")) {
            case "Page.loadEventFired" -> loaded.countDown();
            case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Page.javascriptDialogOpening" ->
                complaints.add(of.toString());
            case "Log.entryAdded" -> complaints.add(of.path("entry").toString());
            case "Network.requestWillBeSent" ->
                requests.add(of.path("request").path("url").asString());
            default -> {} // of no interest
        }
    }

    JsonNode call(String method, ObjectNode parameters) throws Exception {
        return browser.call(session, method, parameters);
    }

    void size(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                object().put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
    }

    /** As a system with that theme. */
    void theme(String name) throws Exception {
        var media = object();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", name);
        call("Emulation.setEmulatedMedia", media);
    }

    /** As on paper. */
    void media(String name) throws Exception {
        call("Emulation.setEmulatedMedia", object().put("media", name));
    }

    void withoutScripts() throws Exception {
        call("Emulation.setScriptExecutionDisabled", object().put("value", true));
    }

    /**
     * Loads a page, from anew.
     *
     * @param fragment such as {@code #case-5-12}; may be empty
     */
    void open(Path page, String fragment) throws Exception {
        loaded = new CountDownLatch(1);
        // Another query each time: to another fragment alone nothing would be loaded.
        var url = page.toAbsolutePath().toUri() + "?" + ++opened + fragment;
        call("Page.navigate", object().put("url", url));
        assertThat(loaded.await(LIMIT_S, TimeUnit.SECONDS))
                .as("%s is loaded", url)
                .isTrue();
    }

    /** The value of an expression, once it is there. */
    JsonNode eval(String expression) throws Exception {
        var given = call(
                "Runtime.evaluate",
                object().put("expression", expression).put("awaitPromise", true).put("returnByValue", true));
        assertThat(given.path("exceptionDetails").toString()).as(expression).isEmpty();
        return given.path("result").path("value");
    }

    String text(String selector) throws Exception {
        return eval("document.querySelector(" + quoted(selector) + ").innerText")
                .asString();
    }

    /** Waits until a condition holds. */
    void until(String condition) throws Exception {
        eval("""
            new Promise((held, never) => {
              const end = performance.now() + %d;
              (function look() {
                if (%s) held(true);
                else if (performance.now() > end) never(new Error('never: ' + %s));
                else setTimeout(look, 5);
              })();
            })\
            """.formatted(LIMIT_S * 1000, condition, quoted(condition)));
    }

    /** Presses a key, as a keyboard says it: {@code j}, {@code ArrowLeft}. */
    void press(String key) throws Exception {
        press(key, 0);
    }

    void pressShift(String key) throws Exception {
        press(key, 8);
    }

    private void press(String key, int modifiers) throws Exception {
        var down = object().put("type", "keyDown").put("key", key).put("modifiers", modifiers);
        if (key.length() == 1) {
            down.put("text", key);
        }
        call("Input.dispatchKeyEvent", down);
        call(
                "Input.dispatchKeyEvent",
                object().put("type", "keyUp").put("key", key).put("modifiers", modifiers));
    }

    void type(String text) throws Exception {
        call("Input.insertText", object().put("text", text));
    }

    /** Clicks in the middle of an element, once it can be seen: a frame later the browser knows where it is, too. */
    void click(String selector) throws Exception {
        var place = eval("""
            (async () => {
              const found = document.querySelector(%s);
              found.scrollIntoView({ block: 'center' });
              for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
              const box = found.getBoundingClientRect();
              return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
            })()\
            """.formatted(quoted(selector)));
        click(place.path("x").asDouble(), place.path("y").asDouble());
    }

    void click(double x, double y) throws Exception {
        mouse("mousePressed", x, y, 1);
        mouse("mouseReleased", x, y, 0);
    }

    void drag(double x, double y, double toX) throws Exception {
        mouse("mousePressed", x, y, 1);
        mouse("mouseMoved", (x + toX) / 2, y, 1);
        mouse("mouseMoved", toX, y, 1);
        mouse("mouseReleased", toX, y, 0);
    }

    private void mouse(String type, double x, double y, int buttons) throws Exception {
        call(
                "Input.dispatchMouseEvent",
                object().put("type", type)
                        .put("x", x)
                        .put("y", y)
                        .put("button", "left")
                        .put("buttons", buttons)
                        .put("clickCount", 1));
    }

    byte[] pdf() throws Exception {
        var made = call("Page.printToPDF", object());
        return Base64.getDecoder().decode(made.path("data").asString());
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    void close() throws Exception {
        call("Page.close", object());
    }

    static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
