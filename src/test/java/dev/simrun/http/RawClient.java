package dev.simrun.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A socket that sends exactly the bytes it is given. */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)\r\n");

    private final Socket socket;
    private final InputStream input;

    public RawClient(LocalServer server) throws IOException {
        socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), server.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        input = socket.getInputStream();
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    public RawClient get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    /** One response: its head, and as much body as the head says, or all if that closes. */
    public String response() throws IOException {
        var head = head();
        if (head.contains("\r\nTransfer-Encoding: chunked\r\n")) {
            return head + chunk();
        }
        var length = LENGTH.matcher(head);
        if (!length.find()) {
            return head.contains("\r\nConnection: close\r\n") ? head + rest() : head;
        }
        int count = Integer.parseInt(length.group(1));
        return head + new String(input.readNBytes(count), StandardCharsets.UTF_8);
    }

    /** A body that comes in one chunk. */
    private String chunk() throws IOException {
        int count = Integer.parseInt(upTo("\r\n").strip(), 16);
        var chunk = new String(input.readNBytes(count), StandardCharsets.UTF_8);
        if (!upTo("\r\n\r\n").equals("\r\n0\r\n\r\n")) {
            throw new AssertionError("more than one chunk");
        }
        return chunk;
    }

    /** A response up to the empty line. */
    public String head() throws IOException {
        return upTo("\r\n\r\n");
    }

    private String upTo(String ending) throws IOException {
        var bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.UTF_8).endsWith(ending)) {
            int next = input.read();
            if (next < 0) {
                throw new AssertionError("the connection ended after: " + bytes);
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Whether nothing has come that was not read. */
    public boolean isSilent() throws IOException {
        return input.available() == 0;
    }

    /** All that comes until the server closes. */
    public String rest() throws IOException {
        return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }

    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes with a reset instead of an orderly end. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
