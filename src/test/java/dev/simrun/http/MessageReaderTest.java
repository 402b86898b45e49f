package dev.simrun.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.http.MessageReader.Framing;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and their bodies as bytes, without a socket. */
class MessageReaderTest {
    private static final int LIMIT_BYTES = 1024 * 1024 + 4096;

    /** Gives so many bytes at a time. */
    private static MessageReader reader(byte[] bytes, int step) {
        var input = new ByteArrayInputStream(bytes);
        return new MessageReader(
                (into, offset, length) -> input.read(into, offset, Math.min(step, length)), LIMIT_BYTES);
    }

    private static MessageReader body(String bytes, Framing framing) {
        var reader = reader(bytes.getBytes(StandardCharsets.ISO_8859_1), 1000);
        reader.begin(framing);
        return reader;
    }

    private static String rest(MessageReader reader) throws IOException {
        var all = new ByteArrayOutputStream();
        var step = new byte[10];
        for (int count = reader.read(step); count >= 0; count = reader.read(step)) {
            all.write(step, 0, count);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** All requests of a connection, each as a line or two, and what ends it. */
    private static List<String> requests(byte[] bytes, int step) {
        var reader = reader(bytes, step);
        var found = new ArrayList<String>();
        boolean afterPost = false;
        try {
            for (var head = reader.head(false); head.isPresent(); head = reader.head(afterPost)) {
                var request = RequestHead.of(head.get());
                found.add(request.toString());
                reader.begin(request.framing());
                found.add(rest(reader) + " " + reader.trailers());
                afterPost = request.request().method().equals("POST");
            }
            found.add("the end");
        } catch (MalformedException refused) {
            found.add(new String(refused.answer(new Header("Date", "now")), StandardCharsets.UTF_8));
        } catch (EOFException torn) {
            found.add("torn");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory", e);
        }
        return found;
    }

    static Stream<MalformedHttpTest.Odd> odd() throws IOException {
        return MalformedHttpTest.list().stream();
    }

    @ParameterizedTest
    @MethodSource("odd")
    void how_bytes_arrive_makes_no_difference(MalformedHttpTest.Odd odd) {
        var whole = requests(odd.bytes(), Integer.MAX_VALUE);

        assertThat(requests(odd.bytes(), 1)).isEqualTo(whole);
        assertThat(requests(odd.bytes(), 7)).isEqualTo(whole);
    }

    /** Bytes are changed, doubled and left out, and requests are cut and joined. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_comes_is_read_or_refused(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        var all = odd().map(MalformedHttpTest.Odd::bytes)
                .filter(it -> it.length < 2000)
                .toList();
        for (int i = 0; i < 2000; i++) {
            var bytes = new ByteArrayOutputStream();
            bytes.writeBytes(all.get(random.nextInt(all.size())));
            bytes.writeBytes(all.get(random.nextInt(all.size())));
            var mutated = mutated(bytes.toByteArray(), random);
            var whole = requests(mutated, Integer.MAX_VALUE);

            assertThat(whole).isNotEmpty();
            assertThat(requests(mutated, 1 + random.nextInt(50))).isEqualTo(whole);
        }
    }

    private static byte[] mutated(byte[] bytes, SplittableRandom random) {
        var mutated = new ByteArrayOutputStream();
        for (byte each : bytes) {
            switch (random.nextInt(100)) {
                case 0 -> mutated.write(random.nextInt(256));
                case 1 -> mutated.writeBytes(new byte[] {each, each});
                case 2 -> {} // left out
                default -> mutated.write(each);
            }
        }
        return mutated.toByteArray();
    }

    @Test
    void messages_follow_one_another_however_the_bytes_are_split() {
        var bytes = """
            GET /a?b HTTP/1.1\r
            Host: x\r
            \r
            POST /c HTTP/1.1
            Host: x
            Content-Length: 4

            body\r
            POST /d HTTP/1.1\r
            Host: x\r
            Transfer-Encoding: Chunked\r
            A: b\r
            \tc\r
            \r
            3;x=y\r
            abc\r
            1 \r
            d\r
            0\r
            T: u\r
             v\r
            \r
            GET /e HTTP/1.0\r
            \r
            """.getBytes(StandardCharsets.UTF_8);
        var whole = requests(bytes, Integer.MAX_VALUE);

        assertThat(whole)
                .hasSize(9)
                .contains("abcd " + Headers.of("T", "u v"), "body " + Headers.NONE)
                .endsWith("the end");
        for (int first = 1; first < bytes.length; first++) {
            assertThat(requests(bytes, first)).isEqualTo(whole);
        }
    }

    @Test
    void every_beginning_of_a_request_is_torn() {
        var bytes = """
            POST / HTTP/1.1\r
            Host: x\r
            Transfer-Encoding: chunked\r
            \r
            2\r
            ab\r
            0\r
            A: b\r
            \r
            """;
        for (int length = 1; length < bytes.length(); length++) {
            var start = bytes.substring(0, length).getBytes(StandardCharsets.UTF_8);
            assertThat(requests(start, 3)).endsWith("torn");
        }
    }

    @Test
    void piece_is_as_much_of_a_chunk_as_there_is_room_for() throws Exception {
        var reader = body("3\r\nabc\r\nc\r\n0123456789ab\r\n0\r\n\r\n", new Framing.Chunks());
        var piece = new byte[10];

        assertThat(reader.read(piece)).isEqualTo(3);
        assertThat(reader.read(piece)).isEqualTo(10);
        assertThat(reader.read(piece)).isEqualTo(2);
        assertThat(reader.isOver()).isFalse();
        assertThat(reader.read(piece)).isEqualTo(-1);
        assertThat(reader.isOver()).isTrue();
    }

    @Test
    void last_bytes_of_a_torn_chunk_count() throws Exception {
        var reader = body("40\r\nhalf", new Framing.Chunks());

        assertThat(reader.read(new byte[100])).isEqualTo(4);
        assertThatThrownBy(() -> reader.read(new byte[100])).isInstanceOf(EOFException.class);
        assertThat(reader.isOver()).isFalse();
    }

    @Test
    void body_without_a_known_end_ends_with_the_input() throws Exception {
        assertThat(rest(body("all of it", new Framing.UntilEnd()))).isEqualTo("all of it");
        assertThat(rest(body("some of it", new Framing.Length(4)))).isEqualTo("some");
        assertThat(rest(body("none of it", Framing.NONE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-1",
                "+1",
                "0x1",
                " 1",
                "1,1",
                "1 1",
                "g",
                "12345678901234567",
                "1\n2",
                "1\r2",
                ";a",
                "1 ;a"
            })
    void what_is_no_chunk_size_is_refused(String size) {
        assertThatThrownBy(() -> rest(body(size + "\r\n1\r\n0\r\n\r\n", new Framing.Chunks())))
                .isInstanceOf(MalformedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1 ", "1\t", "01", "0000000000000001", "1;a", "1;", "1;b=\"c\" "})
    void size_may_have_an_extension(String size) throws Exception {
        assertThat(rest(body(size + "\r\n1\r\n0\r\n\r\n", new Framing.Chunks())))
                .isEqualTo("1");
    }

    @Test
    void chunks_must_not_be_more_around_than_in_them() throws Exception {
        var single = "1\r\nx\r\n".repeat(100_000) + "0\r\n\r\n";
        var wordy = ("1;" + "a".repeat(100) + "\r\nx\r\n").repeat(1000) + "0\r\n\r\n";

        assertThat(rest(body(single, new Framing.Chunks()))).hasSize(100_000);
        assertThatThrownBy(() -> rest(body(wordy, new Framing.Chunks()))).isInstanceOf(MalformedException.class);
    }

    @Test
    @Timeout(60)
    void many_headers_take_no_longer_than_their_number() throws Exception {
        var input = new ByteArrayInputStream(
                ("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(1_000_000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        var reader = new MessageReader(input::read, Integer.MAX_VALUE);

        assertThat(reader.head(false).orElseThrow().headers().lines()).hasSize(1_000_000);
    }

    @Test
    void trailers_have_to_fit_the_buffer_that_gos_server_has() throws Exception {
        var most = "A: " + "b".repeat(4096 - "A: \r\n\r\n".length()) + "\r\n\r\n";

        var reader = body("0\r\n" + most, new Framing.Chunks());
        assertThat(rest(reader)).isEmpty();
        assertThat(reader.trailers().lines()).hasSize(1);
        assertThatThrownBy(() -> rest(body("0\r\nB" + most, new Framing.Chunks())))
                .hasMessage("trailers of more than 4096 bytes");
        assertThatThrownBy(() -> rest(body("0\r\n" + "A: b\r\n".repeat(200_000) + "\r\n", new Framing.Chunks())))
                .hasMessage("trailers of more than 4096 bytes");
    }

    @Test
    void head_of_the_limit_is_read_and_no_longer_one() {
        var start = "GET / HTTP/1.1\r\nHost: x\r\nA: ";
        int room = LIMIT_BYTES - start.length() - "\r\n\r\n".length();
        var longest = (start + "a".repeat(room) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        var longer = (start + "a".repeat(room + 1) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);

        assertThat(requests(longest, 4000)).endsWith("the end");
        assertThat(requests(longer, 4000))
                .singleElement()
                .asString()
                .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
    }
}
