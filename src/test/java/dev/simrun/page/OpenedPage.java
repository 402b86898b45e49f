package dev.simrun.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.cli.Inside;
import java.nio.file.Path;

/** The page of a run of the scenarios beside these tests, and a browser to open it in. */
final class OpenedPage {
    /** Cases by the names of their files, which are run in this order: of errored, late, lost, many and so on. */
    static final int LATE = 2;

    static final int LOST = 3;
    static final int MANY = 4;
    static final int STRANGE = 7;

    private static final int HEIGHT = 840;

    private final Chromium browser;
    private final Path file;

    private OpenedPage(Chromium browser, Path file) {
        this.browser = browser;
        this.file = file;
    }

    static OpenedPage start(Path folder) throws Exception {
        var browser = Chromium.start(folder.resolve("browser"));
        try {
            var file = folder.resolve("page.html");
            Inside.run("--html", file.toString(), "src/test/resources/page");
            return new OpenedPage(browser, file);
        } catch (Exception failed) {
            browser.close();
            throw failed;
        }
    }

    Tab tab(int width) throws Exception {
        return browser.tab(width, HEIGHT);
    }

    void open(Tab tab, String fragment) throws Exception {
        tab.open(file, fragment);
    }

    /** Opens a case, and waits until its timeline is drawn. */
    void openCase(Tab tab, int number) throws Exception {
        open(tab, "#case-" + number);
        tab.until("document.querySelector('.shown .window')?.offsetWidth > 100");
    }

    /** Whatever a test does, the page is content, and asks for nothing but itself. */
    static void requireContent(Tab tab) throws Exception {
        tab.close();
        assertThat(tab.complaints()).isEmpty();
        assertThat(tab.requests())
                .allMatch(url -> url.startsWith("data:") || (url.startsWith("file:") && url.contains("/page.html")));
    }

    void close() throws InterruptedException {
        browser.close();
    }
}
