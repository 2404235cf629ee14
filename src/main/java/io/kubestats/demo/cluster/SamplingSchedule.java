package io.kubestats.demo.cluster;

/**
 * The schedule on which a kubelet reads the counters of one cgroup: every {@link #PERIOD_SECONDS} seconds, at its own
 * phase. Between readings it serves the last one, so timestamps are whole seconds and 1 to 10 seconds old.
 *
 * @param phase the second within the period
 */
public record SamplingSchedule(int phase) {
    /** cAdvisor's period. */
    public static final int PERIOD_SECONDS = 10;

    /** Returns the second of the last reading before {@code now}. */
    public long last(long now) {
        return now - 1 - Math.floorMod(now - 1 - phase, PERIOD_SECONDS);
    }
}
