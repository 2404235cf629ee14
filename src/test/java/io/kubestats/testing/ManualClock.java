package io.kubestats.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock and ticker that stand still until they are advanced. Safe for any number of threads. */
public final class ManualClock extends Clock {
    private final Instant start;
    private final AtomicLong nanos = new AtomicLong();

    private ManualClock(Instant start) {
        this.start = start;
    }

    /** A clock that shows {@code start}. */
    public static ManualClock at(Instant start) {
        return new ManualClock(start);
    }

    /** Moves the time on by {@code step}. */
    public void advance(Duration step) {
        nanos.addAndGet(step.toNanos());
    }

    /** The ticker: nanoseconds since the start. */
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
