package io.kubestats.cluster.watch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until a time has passed or the wait is ended for good. Safe for any number of threads. */
interface InterruptibleSleep {
    /** Waits that long; true if {@link #end} was called before or meanwhile. */
    boolean of(Duration duration) throws InterruptedException;

    /** Ends each wait, now and later. */
    void end();

    /** One that goes by the real time. */
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
