package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.ScrapeConfig;
import io.kubestats.model.Lane;
import java.time.Duration;

/**
 * The due times of each node, as pure arithmetic on the time line of {@link ScrapeClock}.
 *
 * <p>A node has one slot in every period of the fast lane, at an offset that is a hash of its name, cut so that nodes
 * are asked in small groups. The full lane has no slots of its own: each of its periods is served by the first slot at
 * or after the node's offset in it, and the full answer stands in for the fast one since it holds CPU and memory too.
 * So a kubelet is asked once per resolution, load is flat in both lanes, and all of it is the same after a restart.
 */
final class ScrapeSchedule {
    /** First asks of nodes that appear together are spread to this many a second. */
    static final int FIRST_ASKS_PER_SECOND = 500;

    private static final long NANOS_PER_FIRST_ASK = Duration.ofSeconds(1).toNanos() / FIRST_ASKS_PER_SECOND;

    /**
     * Nodes that are asked at the same time are as many as this, and up to twice as many. What one answer has brought
     * into the processor's caches serves the next, which halves the CPU of a lone one; more at once would gain little
     * and keep others waiting.
     */
    private static final int GROUP = 32;

    private final long fastPeriod;
    private final long fullPeriod;

    /** A schedule with the two periods of {@code config}. */
    ScrapeSchedule(ScrapeConfig config) {
        this.fastPeriod = requireNonNull(config, "config").metricResolution().toNanos();
        this.fullPeriod = config.fullResolution().toNanos();
    }

    /**
     * The node's place in every period, at the beginning of one of as many equal parts as make groups of all targets.
     * The number of parts is a power of two, so that places that were taken when there were more or fewer targets are
     * among those of today or halve what is between them.
     */
    Place place(String node, int targets) {
        long hash = hash(node);
        long parts = Integer.highestOneBit(Math.max(1, targets / GROUP));
        long part = Long.remainderUnsigned(hash, fastPeriod) * parts / fastPeriod;
        return new Place(
                fastPeriod, fullPeriod, part * fastPeriod / parts, Long.remainderUnsigned(mix(hash), fullPeriod));
    }

    /**
     * How long after it appeared a node is asked first, in nanoseconds: a hash of its name, within 2 ms for each node
     * that appeared with it and within one period at most. A lone node is asked at once, 100 within 0.2 s, 1,000 within
     * 2 s.
     */
    long firstDelay(String node, int appeared) {
        long window = Math.min(fastPeriod, NANOS_PER_FIRST_ASK * appeared);
        return Long.remainderUnsigned(mix(mix(hash(node))), window);
    }

    /** FNV-1a over the name's characters, then a finaliser: FNV alone leaves names close that differ at the end. */
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
     * One node's place.
     *
     * @param fastPeriod nanoseconds
     * @param fullPeriod nanoseconds
     * @param fastOffset where in the fast period its slots are
     * @param fullOffset where in the full period its full scrape falls due
     */
    record Place(long fastPeriod, long fullPeriod, long fastOffset, long fullOffset) {
        /**
         * The first slot after a first ask: not within half a period of it, since a kubelet measures about every 10 s
         * and would say the same again.
         */
        long firstSlot(long asked) {
            return slotAfter(asked + fastPeriod / 2);
        }

        /** The first slot later than {@code time}. */
        long slotAfter(long time) {
            return time + fastPeriod - Math.floorMod(time - fastOffset, fastPeriod);
        }

        /** The newest slot that is not later than {@code time}. */
        long slotUpTo(long time) {
            return time - Math.floorMod(time - fastOffset, fastPeriod);
        }

        /** What a slot asks for, if every slot after {@code before} up to it is served by it. */
        Lane lane(long before, long slot) {
            return fullPeriods(slot) > fullPeriods(before) ? Lane.FULL : Lane.FAST;
        }

        private long fullPeriods(long time) {
            return Math.floorDiv(time - fullOffset, fullPeriod);
        }
    }
}
