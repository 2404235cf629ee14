package io.kubestats.demo;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A manual clock. */
public final class DemoTime extends Clock {
    public static final long START = Instant.parse("2026-11-24T06:00:00Z").getEpochSecond();

    private volatile long second = START;

    public void set(long newSecond) {
        second = newSecond;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(second);
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
