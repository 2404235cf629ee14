package io.kubestats.demo.cluster;

/**
 * The schedule on which a kubelet reads the counters of one cgroup: at each {@link #PERIOD_SECONDS} seconds, at a
 * second of its own. Between, it answers with the last reading, so its time stamps are whole seconds and lie 1 to 10
 * seconds back.
 *
 * @param phase the second within the period
 */
public record SamplingSchedule(int phase) {
    /** cAdvisor's period. */
    public static final int PERIOD_SECONDS = 10;

    /** The second of the last reading before {@code now}. */
    public long last(long now) {
        return now - 1 - Math.floorMod(now - 1 - phase, PERIOD_SECONDS);
    }
}
