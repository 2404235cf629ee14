package io.kubestats.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trimmer that keeps the old generation near the size of its live data. Each sample lives for one resolution and then
 * becomes garbage in the old generation, and the serial collector expands the heap to its bound before it collects. The
 * trimmer requests a full collection once there may be an eighth as much garbage as live data. A collection stops the
 * application, and finds little while live data grows; so it runs only when the generation has grown by half, or some
 * time after the last one. In the first minute, in which callers wait for the first response, the generation must have
 * grown to three times the survivors.
 *
 * <p>It leaves other collectors alone. It has no thread; the JVM calls it.
 */
final class OldGenTrimmer implements NotificationListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OldGenTrimmer.class);
    private static final String SERIAL_OLD_GENERATION = "Tenured Gen";
    private static final long SMALLEST_STEP_BYTES = 2L << 20;
    private static final int GARBAGE_SHARE = 8;

    /** Two seconds per surviving MB, which takes some 2 ms to collect: at most a thousandth of the time. */
    private static final long BYTES_A_MILLISECOND = 512;

    private static final Duration START = Duration.ofMinutes(1);

    private final List<MemoryPoolMXBean> pools;
    private final LongSupplier nanos;
    private final long startedNanos;
    private long collectedNanos;
    private long leftBytes;

    private OldGenTrimmer(List<MemoryPoolMXBean> pools, LongSupplier nanos) {
        this.pools = pools;
        this.nanos = nanos;
        this.startedNanos = nanos.getAsLong();
    }

    /**
     * Starts trimming this JVM's heap.
     *
     * @param nanos the ticker
     */
    static OldGenTrimmer start(LongSupplier nanos) {
        return start(
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getName().equals(SERIAL_OLD_GENERATION))
                        .toList(),
                nanos);
    }

    /** Starts trimming these pools. */
    static OldGenTrimmer start(List<MemoryPoolMXBean> pools, LongSupplier nanos) {
        OldGenTrimmer keeper = new OldGenTrimmer(pools, nanos);
        keeper.pools.forEach(keeper::collected);
        emitter().addNotificationListener(keeper, null, null);
        return keeper;
    }

    /** Called by the JVM when a pool has grown over its threshold. */
    @Override
    public void handleNotification(Notification notification, Object handback) {
        for (MemoryPoolMXBean pool : pools) {
            if (!pool.isUsageThresholdExceeded()) {
                continue;
            }
            MemoryUsage usage = pool.getUsage();
            long now = nanos.getAsLong();
            Duration age = Duration.ofNanos(now - startedNanos);
            if (isDue(usage.getUsed(), leftBytes, Duration.ofNanos(now - collectedNanos), age)) {
                System.gc();
                collected(pool);
            } else {
                setThreshold(pool, usage, SMALLEST_STEP_BYTES);
            }
        }
    }

    private void collected(MemoryPoolMXBean pool) {
        MemoryUsage usage = pool.getUsage();
        collectedNanos = nanos.getAsLong();
        leftBytes = usage.getUsed();
        setThreshold(pool, usage, step(leftBytes));
    }

    /** Stops trimming. */
    @Override
    public void close() {
        try {
            emitter().removeNotificationListener(this);
        } catch (ListenerNotFoundException closedBefore) {
            return;
        }
        pools.forEach(pool -> pool.setUsageThreshold(0));
    }

    /**
     * Returns whether a collection is due.
     *
     * @param usedBytes size of the generation
     * @param leftBytes survivors of the last collection
     * @param since time since the last collection
     */
    static boolean isDue(long usedBytes, long leftBytes, Duration since, Duration age) {
        long muchBytes = age.compareTo(START) < 0 ? 3 * leftBytes : leftBytes + leftBytes / 2;
        return usedBytes >= muchBytes || since.toMillis() >= leftBytes / BYTES_A_MILLISECOND;
    }

    /** Returns how far a pool with so much live data may grow before the next check. */
    static long step(long usedBytes) {
        return Math.max(SMALLEST_STEP_BYTES, usedBytes / GARBAGE_SHARE);
    }

    private static void setThreshold(MemoryPoolMXBean pool, MemoryUsage usage, long step) {
        long threshold = threshold(usage.getUsed() + step, usage.getMax());
        pool.setUsageThreshold(threshold);
        LOG.atDebug()
                .addKeyValue("used", usage.getUsed())
                .addKeyValue("threshold", threshold)
                .log("old generation");
    }

    /** Returns the usage threshold, at most the bound of the pool. */
    static long threshold(long wantedBytes, long mostBytes) {
        return mostBytes < 0 ? wantedBytes : Math.min(wantedBytes, mostBytes);
    }

    private static NotificationEmitter emitter() {
        return (NotificationEmitter) ManagementFactory.getMemoryMXBean();
    }
}
