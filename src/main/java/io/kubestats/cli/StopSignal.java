package io.kubestats.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the process to be asked to stop, by ^C or SIGTERM, and holds its end until {@link #close}, so that what
 * runs can be closed in good order.
 */
final class StopSignal implements AutoCloseable {
    /** Longer than any grace period that makes sense; then the JVM ends anyway. */
    private static final long LONGEST_STOP_SECONDS = 120;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Begins to listen for the signal. */
    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "kubestats-stop"));
    }

    /** Returns when the process was asked to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void hold() {
        asked.countDown();
        try {
            boolean unused = closed.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
