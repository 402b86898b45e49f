package dev.simrun.cli;

/** What options are about; in this order help shows them. */
enum Group {
    SELECT("Select"),
    RUN("Run"),
    REPORT("Report"),
    CONSOLE("Console"),
    JUDGE("Judge"),
    DEBUG("Debug"),
    OTHER("Other");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
