package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.ScrapeConfig;
import io.kubestats.model.Lane;
import java.time.Duration;

/**
 * The due times of each node, as arithmetic on the time of {@link ScrapeClock}.
 *
 * <p>A node has one slot in every period of the fast lane, at an offset that is a hash of its name, rounded so that
 * nodes are scraped in small groups. The full lane has no slots of its own: each of its periods is served by the first
 * slot at or after the node's offset in it, where the full response replaces the fast one since it contains CPU and
 * memory too. So a kubelet receives one request per resolution, load is flat in both lanes, and the schedule is the
 * same after a restart.
 */
final class ScrapeSchedule {
    /** The rate per second of first requests to nodes that appear together. */
    static final int FIRST_ASKS_PER_SECOND = 500;

    private static final long NANOS_PER_FIRST_ASK = Duration.ofSeconds(1).toNanos() / FIRST_ASKS_PER_SECOND;

    /**
     * The smallest number of nodes that are scraped at the same time; twice as many at most. The data that one response
     * brings into the processor's caches serves the next, which halves the CPU compared with a lone one. Larger groups
     * would gain little and delay others.
     */
    private static final int GROUP = 32;

    private final long fastPeriod;
    private final long fullPeriod;

    /** Creates a schedule with the two periods of {@code config}. */
    ScrapeSchedule(ScrapeConfig config) {
        this.fastPeriod = requireNonNull(config, "config").metricResolution().toNanos();
        this.fullPeriod = config.fullResolution().toNanos();
    }

    /**
     * Returns the node's place in every period: the start of one of as many equal parts as form groups of all targets.
     * The number of parts is a power of two, so that places chosen with more or fewer targets are among the present
     * ones or halve their distance.
     */
    Place place(String node, int targets) {
        long hash = hash(node);
        long parts = Integer.highestOneBit(Math.max(1, targets / GROUP));
        long part = Long.remainderUnsigned(hash, fastPeriod) * parts / fastPeriod;
        return new Place(
                fastPeriod, fullPeriod, part * fastPeriod / parts, Long.remainderUnsigned(mix(hash), fullPeriod));
    }

    /**
     * Returns the delay of a node's first request after it appeared, in nanoseconds: a hash of its name, within 2 ms
     * for each node that appeared with it and within one period at most. A lone node is scraped at once, 100 within 0.2
     * s, 1,000 within 2 s.
     */
    long firstDelay(String node, int appeared) {
        long window = Math.min(fastPeriod, NANOS_PER_FIRST_ASK * appeared);
        return Long.remainderUnsigned(mix(mix(hash(node))), window);
    }

    /**
     * Returns FNV-1a over the name's characters, followed by a finaliser: FNV alone yields close values for names that
     * differ only at the end.
     */
    private static long hash(String node) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < node.length(); i++) {
            hash = (hash ^ node.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    /** The 64-bit finaliser of MurmurHash3: every bit of the input moves about half of the output's. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /**
     * The place of one node.
     *
     * @param fastPeriod nanoseconds
     * @param fullPeriod nanoseconds
     * @param fastOffset offset of its slots in the fast period
     * @param fullOffset offset in the full period at which its full scrape is due
     */
    record Place(long fastPeriod, long fullPeriod, long fastOffset, long fullOffset) {
        /**
         * Returns the first slot after a first request: at least half a period later, since a kubelet measures about
         * every 10 s and would report the same values.
         */
        long firstSlot(long asked) {
            return slotAfter(asked + fastPeriod / 2);
        }

        /** Returns the first slot later than {@code time}. */
        long slotAfter(long time) {
            return time + fastPeriod - Math.floorMod(time - fastOffset, fastPeriod);
        }

        /** Returns the newest slot that is not later than {@code time}. */
        long slotUpTo(long time) {
            return time - Math.floorMod(time - fastOffset, fastPeriod);
        }

        /** Returns the lane of a slot that serves every slot after {@code before}. */
        Lane lane(long before, long slot) {
            return fullPeriods(slot) > fullPeriods(before) ? Lane.FULL : Lane.FAST;
        }

        private long fullPeriods(long time) {
            return Math.floorDiv(time - fullOffset, fullPeriod);
        }
    }
}
