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
 * Keeps the old generation near what is in use. Some of what comes with a sample lives for a resolution, so it becomes
 * old garbage, and the serial collector takes memory from the system up to the heap's bound before it looks for any.
 * Here it is made to look once there may be an eighth as much garbage as there is use. A collection stops everything,
 * and while use grows it finds little: so it looks only when the generation has grown by half, or a while after the
 * last time. In the first minute, in which callers wait for the first answer, it has to have grown to three times what
 * was left.
 *
 * <p>Other collectors mind that themselves and are left alone. It has no thread: the JVM's own tells it.
 */
final class OldGenTrimmer implements NotificationListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OldGenTrimmer.class);
    private static final String SERIAL_OLD_GENERATION = "Tenured Gen";
    private static final long SMALLEST_STEP_BYTES = 2L << 20;
    private static final int GARBAGE_SHARE = 8;

    /** Two seconds for each MB that is left, whose collection takes some 2 ms: a thousandth of the time at most. */
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
     * Begins to keep this JVM's heap, until it is closed.
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

    /** The same of these pools. */
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

    /** The heap is the JVM's own again. */
    @Override
    public void close() {
        try {
            emitter().removeNotificationListener(this);
        } catch (ListenerNotFoundException closedBefore) {
            return;
        }
        pools.forEach(pool -> pool.setUsageThreshold(0));
    }

    /** Whether to look for garbage, if the last time {@code leftBytes} were left, so long ago, at this age of ours. */
    static boolean isDue(long usedBytes, long leftBytes, Duration since, Duration age) {
        long muchBytes = age.compareTo(START) < 0 ? 3 * leftBytes : leftBytes + leftBytes / 2;
        return usedBytes >= muchBytes || since.toMillis() >= leftBytes / BYTES_A_MILLISECOND;
    }

    /** By how much the pool may grow, if so much of it is in use. */
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

    /** The bound of the pool, where it has one, belongs to the JVM. */
    static long threshold(long wantedBytes, long mostBytes) {
        return mostBytes < 0 ? wantedBytes : Math.min(wantedBytes, mostBytes);
    }

    private static NotificationEmitter emitter() {
        return (NotificationEmitter) ManagementFactory.getMemoryMXBean();
    }
}
