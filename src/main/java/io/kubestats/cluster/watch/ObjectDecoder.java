package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import java.io.IOException;
import java.util.Optional;

/** Reads one object of the API. For one thread. */
interface ObjectDecoder<T> {
    /**
     * The object that the value is.
     *
     * @throws IOException if the value ends early, or a field has another shape than it must have
     */
    Decoded<T> decode(ApiValue object) throws IOException;

    /**
     * An object as it was told.
     *
     * @param resourceVersion empty if it has none
     * @param object empty if it only moves the resource version on, as a bookmark does
     */
    record Decoded<T>(String resourceVersion, Optional<T> object) {}
}
