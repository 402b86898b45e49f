package dev.simrun.actor;

import dev.simrun.fake.LambdaClient;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.IOException;

/** A fake's client: while the environment is frozen it neither sends nor receives. */
record GatedClient(Gate gate, LambdaClient client) implements LambdaClient {
    @Override
    public Answer send(Request request) throws IOException, InterruptedException {
        gate.pass();
        return received(client.send(request));
    }

    private Answer received(Answer answer) throws InterruptedException {
        gate.pass();
        return answer;
    }

    @Override
    public Sending begin(Request head) throws IOException, InterruptedException {
        gate.pass();
        var sending = client.begin(head);
        return new Sending() {
            @Override
            public void piece(Bytes bytes) throws IOException, InterruptedException {
                gate.pass();
                sending.piece(bytes);
            }

            @Override
            public Answer end(Headers trailers) throws IOException, InterruptedException {
                gate.pass();
                return received(sending.end(trailers));
            }

            @Override
            public Answer cut() throws IOException, InterruptedException {
                gate.pass();
                return received(sending.cut());
            }
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
