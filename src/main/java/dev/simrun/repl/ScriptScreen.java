package dev.simrun.repl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A script that is read line by line, and a plain output. */
final class ScriptScreen implements Screen {
    /** How many lines are read ahead. */
    private static final int AHEAD = 100;

    /** Lines of output are not cut to anybody's width. */
    private static final int COLUMNS = 160;

    private final PrintStream out;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>(AHEAD);
    private final Interruptible waits = new Interruptible();
    private Optional<Optional<String>> peeked = Optional.empty();
    private int number;

    private ScriptScreen(PrintStream out) {
        this.out = out;
    }

    /** Begins to read, on a thread of its own, as reading can't be interrupted. */
    static ScriptScreen open(Repl.Console console) {
        var screen = new ScriptScreen(console.out());
        var in = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
        Thread.ofPlatform().daemon().name("simrun-script").start(() -> screen.take(in));
        return screen;
    }

    private void take(BufferedReader in) {
        try {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                lines.put(Optional.of(line));
            }
        } catch (IOException | InterruptedException broken) {
            // what was read of it is the script
        } finally {
            end();
        }
    }

    /** Whatever ended it, nobody waits for another line. */
    private void end() {
        try {
            lines.put(Optional.empty());
        } catch (InterruptedException nobodyInterrupts) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Typed read(Prompt prompt) {
        if (!waits.begin()) {
            return new Typed.End();
        }
        try {
            return text();
        } catch (InterruptedException leaving) {
            return new Typed.End();
        } finally {
            waits.end();
        }
    }

    private Typed text() throws InterruptedException {
        var first = next();
        if (first.isEmpty()) {
            return new Typed.End();
        }
        int line = number;
        var text = new StringBuilder(first.get());
        while (goesOn(text.toString())) {
            text.append('\n').append(next().orElseThrow());
        }
        return new Typed.Text(text.toString(), line);
    }

    /** The next line is not waited for where it can't matter: it may be long in coming. */
    private boolean goesOn(String text) throws InterruptedException {
        return Input.of(text) instanceof Input.Step
                && peek().filter(line -> Input.goesOn(text, line)).isPresent();
    }

    private Optional<String> peek() throws InterruptedException {
        if (peeked.isEmpty()) {
            peeked = Optional.of(lines.take());
        }
        return peeked.get();
    }

    private Optional<String> next() throws InterruptedException {
        var line = peek();
        if (line.isPresent()) {
            peeked = Optional.empty(); // the end stays the end
            number++;
        }
        return line;
    }

    @Override
    public void show(String text) {
        out.print(text);
        out.flush();
    }

    @Override
    public void status(Prompt prompt) {
        // nobody looks
    }

    @Override
    public boolean isScript() {
        return true;
    }

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public void onInterrupt(Runnable action) {
        // Ctrl-C ends the run
    }

    @Override
    public void rest() {
        out.flush();
    }

    @Override
    public void interrupt() {
        waits.interrupt();
    }

    @Override
    public void close() {
        // the reader's thread is a daemon
    }
}
