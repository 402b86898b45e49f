package dev.simrun.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers each connection with bytes from a list, one entry per request head, then closes it. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> ends = new LinkedBlockingQueue<>();

    /**
     * @param connections for each connection what is written after each request's head; an empty text closes it there
     */
    ScriptedServer(List<List<String>> connections) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Thread.ofVirtual().start(() -> serve(connections));
    }

    int port() {
        return listener.getLocalPort();
    }

    String nextHead() throws InterruptedException {
        var head = heads.poll(20, TimeUnit.SECONDS);
        if (head == null) {
            throw new AssertionError("no request");
        }
        return head;
    }

    /** Waits until a connection was closed on this side. */
    void awaitEnd() throws InterruptedException {
        if (ends.poll(20, TimeUnit.SECONDS) == null) {
            throw new AssertionError("still open");
        }
    }

    private void serve(List<List<String>> connections) {
        for (var answers : connections) {
            try (var socket = listener.accept()) {
                for (var answer : answers) {
                    heads.add(head(socket));
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                return; // the test is over
            }
            ends.add(true);
        }
    }

    private static String head(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
