package io.kubestats.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A latch for ^C or SIGTERM, which holds the end of the process until {@link #close}, so that its parts can stop in
 * order.
 */
final class StopSignal implements AutoCloseable {
    /** Longer than any sensible grace period; after that the JVM exits anyway. */
    private static final long LONGEST_STOP_SECONDS = 120;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Starts to listen for the signal. */
    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "kubestats-stop"));
    }

    /** Returns once the process was asked to stop. */
    void await() throws InterruptedException {
        asked.await();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void hold() {
        if (closed.getCount() == 0) {
            return; // All has been closed already, and the process ends for another reason.
        }
        asked.countDown();
        try {
            if (closed.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                // An intended stop is a success; the JVM would otherwise report 143.
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
