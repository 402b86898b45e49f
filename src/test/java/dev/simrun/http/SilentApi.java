package dev.simrun.http;

import dev.simrun.api.Api;
import dev.simrun.api.Unserved;
import dev.simrun.wire.Header;

/** An API of a test that is of no interest for what is refused before it, and where it is always the same time. */
interface SilentApi extends Api {
    @Override
    default void refused(Unserved request) {
        // The test reads the answer.
    }

    @Override
    default Header date() {
        return new Header("Date", "Tue, 14 Nov 2023 22:13:20 GMT");
    }
}
