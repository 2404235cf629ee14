package io.kubestats.apiserver;

import java.io.InputStream;

/** An answer that is read as it comes. For one thread, but {@link #close} may be called from any. */
public interface ApiStream extends AutoCloseable {
    /** Of HTTP. */
    int status();

    /** What form the body has; empty if the answer does not say. */
    String contentType();

    /** The body; an {@link java.io.IOException} tells of a broken connection or too long a pause. */
    InputStream body();

    /** Gives up what has not come yet, and ends a read that waits. */
    @Override
    void close();
}
