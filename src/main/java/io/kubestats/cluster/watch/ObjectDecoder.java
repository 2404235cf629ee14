package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import java.io.IOException;
import java.util.Optional;

/** A decoder for API objects of one kind. Not thread-safe. */
interface ObjectDecoder<T> {
    /**
     * Decodes an object.
     *
     * @throws IOException if the value ends early, or a field has the wrong type
     */
    Decoded<T> decode(ApiValue object) throws IOException;

    /**
     * A decoded object.
     *
     * @param resourceVersion resource version; empty without one
     * @param object object; empty if the event only advances the resource version, as a bookmark does
     */
    record Decoded<T>(String resourceVersion, Optional<T> object) {}
}
