package dev.simrun.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.simrun.wire.Bytes;
import dev.simrun.wire.Headers;
import dev.simrun.wire.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {
    /** Of each path that is served: its method, whether it is a poll, and whether the state moves with its head. */
    @ParameterizedTest
    @CsvSource({
        "/2018-06-01/runtime/invocation/next, GET, true, false",
        "/2018-06-01/runtime/restore/next, GET, true, false",
        "/2020-01-01/extension/event/next, GET, true, false",
        "/2018-06-01/runtime/invocation/r1/response, POST, false, true",
        "/2018-06-01/runtime/invocation/r1/error, POST, false, true",
        "/2018-06-01/runtime/init/error, POST, false, true",
        "/2018-06-01/runtime/restore/error, POST, false, false",
        "/2020-01-01/extension/register, POST, false, false",
        "/2020-01-01/extension/init/error, POST, false, false",
        "/2020-01-01/extension/exit/error, POST, false, false",
    })
    void each_path_has_one_method_and_waits_or_not(String path, String method, boolean poll, boolean early) {
        var route = (Route.Known) Route.of(path);
        assertThat(route.method()).isEqualTo(method);
        assertThat(route.isPoll()).isEqualTo(poll);
        assertThat(route.movesBeforeItsBody()).isEqualTo(early);
        assertThat(route.ofSnapStart()).isEqualTo(path.contains("/restore/"));
        for (var asked : new String[] {"GET", "POST"}) {
            var request = Request.of(asked, path, Headers.NONE, Bytes.EMPTY);
            assertThat(Route.Known.asked(request).isPresent()).isEqualTo(asked.equals(method));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/2020-01-01/extension/nothing, true",
        "/2020-08-15/logs, true",
        "/2022-07-01/telemetry, true",
        "/2018-06-01/ping, false",
    })
    void paths_of_extensions_are_known_whatever_is_below(String path, boolean extensions) {
        assertThat(Route.isOfExtensions(path)).isEqualTo(extensions);
    }
}
