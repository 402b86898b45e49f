package dev.simrun.page;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a page in a browser, each in a tab of its own, in which nothing is complained of or asked for. */
abstract class InBrowser {
    static final int WIDE = 1280;

    @TempDir
    static Path folder;

    static OpenedPage page;

    @SuppressWarnings("NullAway.Init") // each test opens its own first
    Tab tab;

    @BeforeAll
    static void start() throws Exception {
        page = OpenedPage.start(folder);
    }

    @AfterAll
    static void end() throws InterruptedException {
        if (page != null) {
            page.close();
        }
    }

    @AfterEach
    void nothing_is_complained_of_or_asked_for() throws Exception {
        OpenedPage.requireContent(tab);
    }

    void open(int width, String fragment) throws Exception {
        tab = page.tab(width);
        page.open(tab, fragment);
    }

    void openCase(int number) throws Exception {
        tab = page.tab(WIDE);
        page.openCase(tab, number);
    }
}
