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
        if (closed.getCount() == 0) {
            return; // All has been closed already, and the process ends for another reason.
        }
        asked.countDown();
        try {
            if (closed.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                // A stop that was asked for is a good end; else the JVM would tell it as 143.
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
