package io.kubestats.cluster;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/** Reads one object of the API from a stream of tokens. For one thread. */
interface ObjectDecoder<T> {
    /**
     * The object that begins at the current token; afterwards the parser stands at its end.
     *
     * @throws IOException if the stream ends early or is no JSON, or the object lacks what it must have
     */
    Decoded<T> decode(JsonParser parser) throws IOException;

    /**
     * An object as it was told.
     *
     * @param resourceVersion empty if it has none
     * @param object empty if it only moves the resource version on, as a bookmark does
     */
    record Decoded<T>(String resourceVersion, Optional<T> object) {}
}
