package dev.simrun.fake;

import dev.simrun.json.JsonTree;
import dev.simrun.scenario.Content;
import dev.simrun.scenario.StreamBody;
import dev.simrun.scenario.StreamBody.End;
import dev.simrun.scenario.StreamBody.Part;
import dev.simrun.wire.Answer;
import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/**
 * A response that is sent part by part, as Node's and Go's clients send it (WIRE.md §2.5).
 *
 * @param echoed the headers that go back with any answer
 */
record StreamedResponse(Behaviour behaviour, LambdaClient client, StreamBody body, String path, Headers echoed) {
    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";
    private static final String HTTP_INTEGRATION = "application/vnd.awslambda.http-integration-response";
    private static final String AFTER_PRELUDE = "\0".repeat(8);

    Request head() {
        return Request.of("POST", path, headers(echoed), Bytes.EMPTY);
    }

    /** Sends it. */
    Answer send() throws IOException, InterruptedException {
        var sending = client.begin(head());
        if (body.prelude().isPresent()) {
            sending.piece(Bytes.utf8(json(body.prelude().get()) + AFTER_PRELUDE));
        }
        for (var part : body.parts()) {
            switch (part) {
                case Part.Chunk(JsonNode value) -> sending.piece(Content.bytes(value));
                case Part.Pause pause -> behaviour.pause(pause.length());
            }
        }
        return switch (body.end()) {
            case End.Complete() -> sending.end(Headers.NONE);
            case End.Failed failed -> sending.end(trailers(failed));
            case End.Cut() -> sending.cut();
        };
    }

    private Headers headers(Headers echoed) {
        return echoed.with("Content-Type", body.prelude().isPresent() ? HTTP_INTEGRATION : "application/octet-stream")
                .with("Lambda-Runtime-Function-Response-Mode", "streaming")
                .with("Trailer", ERROR_TYPE + ", " + ERROR_BODY);
    }

    private static Headers trailers(End.Failed failed) {
        var error = failed.error();
        var text = Behaviour.error(error.type(), error.message(), error.stack());
        var encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        return Headers.of(ERROR_TYPE, error.type()).with(ERROR_BODY, encoded);
    }

    private static String json(JsonNode value) {
        return JsonTree.text(value);
    }
}
