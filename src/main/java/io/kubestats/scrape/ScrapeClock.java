package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/**
 * The scheduler's monotonic time, in nanoseconds since the epoch: the wall clock's time at the start plus the ticker's
 * progress. Offsets in a period are therefore the same after a restart, and a step of the wall clock does not shift the
 * schedule. As a {@link Clock} it gives the same time to libraries.
 */
final class ScrapeClock extends Clock {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Clock wall;
    private final LongSupplier ticker;
    private final long anchor;

    private ScrapeClock(Clock wall, LongSupplier ticker, long anchor) {
        this.wall = requireNonNull(wall, "wall");
        this.ticker = requireNonNull(ticker, "ticker");
        this.anchor = anchor;
    }

    /** Creates a time that starts at the wall clock's present one. */
    static ScrapeClock anchored(Clock wall, LongSupplier ticker) {
        return new ScrapeClock(wall, ticker, nanosOf(wall.instant()) - ticker.getAsLong());
    }

    /** Returns steady nanoseconds, close to those since the epoch. */
    long now() {
        return ticker.getAsLong() + anchor;
    }

    /** Returns the wall clock's time, for display. */
    Instant wallTime() {
        return wall.instant();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(0, now());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    private static long nanosOf(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    }
}
