package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads that look for bytes before they wait. */
class EagerTest {
    private SocketChannel client;
    private SocketChannel served;
    private Eager eager;

    @BeforeEach
    void connect() throws IOException {
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client = SocketChannel.open(listener.getLocalAddress());
            served = listener.accept();
        }
        eager = new Eager(served);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        served.close();
    }

    private void send(String text) throws IOException {
        client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String read() throws IOException {
        var into = ByteBuffer.allocate(10);
        int count = eager.read(into);
        return count < 0 ? "the end" : new String(into.array(), 0, count, StandardCharsets.UTF_8);
    }

    @Test
    void what_has_come_is_read_whether_the_client_was_quick_before_or_not() throws IOException {
        for (int i = 0; i < 5; i++) {
            send("bytes" + i);
            assertThat(read()).isEqualTo("bytes" + i);
            assertThat(served.isBlocking()).isTrue();
        }
    }

    @Test
    void what_comes_late_is_waited_for() throws Exception {
        send("first");
        assertThat(read()).isEqualTo("first");
        var late = Thread.ofVirtual().start(() -> {
            try {
                send("late");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(read()).isEqualTo("late");
        late.join();
    }

    @Test
    void the_end_is_told_to_who_reads_and_to_who_only_looks() throws IOException {
        send("last");
        client.close();
        assertThat(read()).isEqualTo("last");
        assertThat(read()).isEqualTo("the end");
        assertThat(Eager.poll(served, ByteBuffer.allocate(10))).isNegative();
    }

    @Test
    void a_look_waits_for_nothing() throws IOException {
        assertThat(Eager.poll(served, ByteBuffer.allocate(10))).isZero();
        assertThat(served.isBlocking()).isTrue();
    }
}
