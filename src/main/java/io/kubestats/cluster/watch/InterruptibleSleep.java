package io.kubestats.cluster.watch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A sleep that can be ended for good from another thread. Thread-safe. */
interface InterruptibleSleep {
    /** Sleeps for {@code duration}; returns true if {@link #end} was called before or meanwhile. */
    boolean of(Duration duration) throws InterruptedException;

    /** Ends all current and future sleeps. */
    void end();

    /** Returns a sleep on the system's clock. */
    static InterruptibleSleep real() {
        CountDownLatch ended = new CountDownLatch(1);
        return new InterruptibleSleep() {
            @Override
            public boolean of(Duration duration) throws InterruptedException {
                return ended.await(duration.toNanos(), TimeUnit.NANOSECONDS);
            }

            @Override
            public void end() {
                ended.countDown();
            }
        };
    }
}
