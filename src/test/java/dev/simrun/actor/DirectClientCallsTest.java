package dev.simrun.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.simrun.api.Api;
import dev.simrun.api.Unserved;
import dev.simrun.engine.RealTime;
import dev.simrun.engine.Times;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Header;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import dev.simrun.wire.Request.BodyEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client without a socket asks of an API. */
class DirectClientCallsTest {
    private static final int LIMIT_BYTES = 10;

    private final RealTime time = Times.real();
    private final List<String> calls = new ArrayList<>();
    private boolean isUpload;
    private boolean isInterrupted;

    private final class Noting implements Api, Api.Upload {
        @Override
        public Exchange begin(Request request) {
            calls.add("begin " + request.body().size() + " " + request.bodyEnd());
            return this;
        }

        @Override
        public Optional<Upload> upload(Request head) {
            calls.add("upload " + head.body().size());
            return isUpload ? Optional.of(this) : Optional.empty();
        }

        @Override
        public boolean piece(Bytes bytes) {
            calls.add("piece " + bytes.text());
            return true;
        }

        @Override
        public void end(Headers trailers, BodyEnd bodyEnd) {
            calls.add("end " + bodyEnd);
        }

        @Override
        public Answer await() throws InterruptedException {
            if (isInterrupted) {
                throw new InterruptedException();
            }
            return new Answer.Closed();
        }

        @Override
        public void abandon() {
            calls.add("abandon");
        }

        @Override
        public void refused(Unserved request) {
            throw new IllegalStateException("nothing is refused here");
        }

        @Override
        public Header date() {
            throw new IllegalStateException("nobody asks for a date");
        }

        @Override
        public int bodyLimitBytes() {
            return LIMIT_BYTES;
        }
    }

    private final DirectClient client = new DirectClient(new Noting(), time);

    @AfterEach
    void close() {
        time.close();
    }

    private static Request post(int bytes) {
        return Request.of("POST", "/", Headers.NONE, Bytes.utf8("x".repeat(bytes)));
    }

    @Test
    void a_body_over_the_limit_has_one_byte_more_than_it() throws Exception {
        client.send(post(LIMIT_BYTES));
        client.send(post(LIMIT_BYTES + 1));
        client.send(post(LIMIT_BYTES + 5));
        assertThat(calls)
                .containsExactly(
                        "upload 0",
                        "begin 10 COMPLETE",
                        "upload 0",
                        "begin 11 TOO_LARGE",
                        "upload 0",
                        "begin 11 TOO_LARGE");
    }

    @Test
    void a_call_that_is_interrupted_is_abandoned() {
        isInterrupted = true;
        assertThatThrownBy(() -> client.send(post(1))).isInstanceOf(InterruptedException.class);
        assertThat(calls).containsExactly("upload 0", "begin 1 COMPLETE", "abandon");
    }

    @Test
    void a_body_is_passed_on_in_pieces_and_told_to_be_cut() throws Exception {
        isUpload = true;
        assertThat(client.send(post(2))).isEqualTo(new Answer.Closed());
        var sending = client.begin(post(0));
        sending.piece(Bytes.EMPTY);
        sending.piece(Bytes.utf8("ab"));
        assertThat(sending.cut()).isEqualTo(new Answer.Closed());
        assertThat(calls)
                .containsExactly("upload 0", "piece xx", "end COMPLETE", "upload 0", "piece ab", "end TRUNCATED");
    }
}
