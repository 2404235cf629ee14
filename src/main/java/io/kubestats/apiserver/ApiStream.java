package io.kubestats.apiserver;

import java.io.InputStream;

/** A streamed response. Not thread-safe, except that {@link #close} may be called from any thread. */
public interface ApiStream extends AutoCloseable {
    /** Returns the HTTP status. */
    int status();

    /** Returns the media type of the body; empty if the response has no Content-Type. */
    String contentType();

    /**
     * Returns the body; reading throws an {@link java.io.IOException} if the connection breaks or a pause is too long.
     */
    InputStream body();

    /** Discards the rest of the response and aborts a blocked read. */
    @Override
    void close();
}
