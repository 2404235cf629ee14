package io.kubestats.model;

/**
 * Pressure stall totals of one resource.
 *
 * @param waitingMicroseconds time in which some task waited, cumulative; the kubelet documents nanoseconds and sends
 *     microseconds
 * @param stalledMicroseconds time in which all tasks waited, cumulative
 */
public record PressurePoint(long waitingMicroseconds, long stalledMicroseconds) {
    /** No pressure was reported. */
    public static final PressurePoint ABSENT = new PressurePoint(Reading.ABSENT, Reading.ABSENT);
}
