package io.kubestats.kubelet;

import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.Promise;

/**
 * Tells once what became of a connection, and forgets whom it told: a connection keeps its promise for as long as it
 * stands, and with the promise all that was needed to connect. Safe for any number of threads.
 */
final class ForgetfulPromise<T> implements Promise<T> {
    private final AtomicReference<Promise<T>> waiting;

    ForgetfulPromise(Promise<T> waiting) {
        this.waiting = new AtomicReference<>(waiting);
    }

    @Override
    public void succeeded(T connection) {
        waiting.getAndSet(Promise.noop()).succeeded(connection);
    }

    @Override
    public void failed(Throwable cause) {
        waiting.getAndSet(Promise.noop()).failed(cause);
    }
}
