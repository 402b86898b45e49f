package dev.simrun.http;

import dev.simrun.http.MessageReader.Framing;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the answer to one request from a connection. */
final class AnswerReader {
    private static final int HEAD_LIMIT_BYTES = 64 * 1024;
    private static final int BODY_LIMIT_BYTES = 256 * 1024 * 1024;
    private static final int STEP_BYTES = 16 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-9]\\d\\d)( .*)?");

    private final MessageReader reader;
    private boolean canGoOn;

    AnswerReader(MessageReader.Source source) {
        this.reader = new MessageReader(source, HEAD_LIMIT_BYTES);
    }

    /** Whether the connection can carry another exchange after what was read. */
    boolean canGoOn() {
        return canGoOn && !reader.isAhead();
    }

    /**
     * The response, or {@code Closed} if the connection ended before its first byte.
     *
     * @param toHead whether the request was a HEAD, which is answered without a body
     * @throws IOException if it is not HTTP, too long, or ends in the middle
     */
    Answer read(boolean toHead) throws IOException {
        if (!begins()) {
            return new Answer.Closed();
        }
        while (true) {
            var head = reader.head(false).orElseThrow(() -> new EOFException("the connection ended too early"));
            var line = STATUS.matcher(head.start());
            if (!line.matches()) {
                throw MalformedException.of("\"" + WireText.start(head.start()) + "\" is not an HTTP/1.1 status line");
            }
            int status = Integer.parseInt(line.group(2));
            if (status >= 200) {
                boolean bodiless = toHead || AnswerText.isBodiless(status);
                var framing = bodiless ? Framing.NONE : framing(head.headers());
                boolean ends = framing.equals(new Framing.UntilEnd());
                ends |= says(head.headers(), "Connection", "close");
                canGoOn = line.group(1).equals("1") && !ends;
                return new Answer.Response(status, head.headers(), body(framing));
            }
        }
    }

    /** A reset before the first byte says the same as an orderly end: nothing was answered. */
    private boolean begins() throws IOException {
        try {
            return reader.hasMore();
        } catch (SocketException e) {
            return false;
        }
    }

    private static Framing framing(Headers headers) throws MalformedException {
        if (says(headers, "Transfer-Encoding", "chunked")) {
            return new Framing.Chunks();
        }
        var length = headers.first("Content-Length");
        return length.isPresent() ? RequestHead.length(length.get()) : new Framing.UntilEnd();
    }

    private Bytes body(Framing framing) throws IOException {
        var bytes = new ByteArrayOutputStream(0);
        var step = new byte[STEP_BYTES];
        reader.begin(framing);
        for (int count = reader.read(step); count >= 0; count = reader.read(step)) {
            if (count > BODY_LIMIT_BYTES - bytes.size()) {
                throw new IOException("a body of more than " + BODY_LIMIT_BYTES + " bytes");
            }
            bytes.write(step, 0, count);
        }
        return Bytes.of(bytes.toByteArray());
    }

    private static boolean says(Headers headers, String name, String token) {
        return headers.lines().stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .anyMatch(line -> line.value().toLowerCase(Locale.ROOT).contains(token));
    }
}
