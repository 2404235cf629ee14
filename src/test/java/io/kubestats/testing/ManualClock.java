package io.kubestats.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/** A clock and a ticker that only a test moves. Thread-safe. */
public final class ManualClock extends Clock {
    private record Now(Instant instant, long nanos) {}

    /** The state that clocks of all zones share. */
    private static final class Hands {
        private volatile Now now;

        Hands(Now now) {
            this.now = now;
        }

        synchronized void move(UnaryOperator<Now> move) {
            now = move.apply(now);
        }
    }

    private final Hands hands;
    private final ZoneId zone;

    private ManualClock(Hands hands, ZoneId zone) {
        this.hands = hands;
        this.zone = zone;
    }

    public static ManualClock at(Instant instant) {
        return new ManualClock(new Hands(new Now(instant, 0)), ZoneOffset.UTC);
    }

    /** Advances wall time and ticker together. */
    public void advance(Duration duration) {
        hands.move(before -> new Now(before.instant().plus(duration), before.nanos() + duration.toNanos()));
    }

    /** Sets the wall clock forward or back, without the ticker. */
    public void step(Duration duration) {
        hands.move(before -> new Now(before.instant().plus(duration), before.nanos()));
    }

    @Override
    public Instant instant() {
        return hands.now.instant();
    }

    /** Returns the ticker's reading. */
    public long nanos() {
        return hands.now.nanos();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId newZone) {
        return new ManualClock(hands, newZone);
    }
}
