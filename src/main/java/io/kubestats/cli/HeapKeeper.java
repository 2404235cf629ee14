package io.kubestats.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the old generation near what is in use. Some of what comes with a sample lives for a resolution, so it becomes
 * old garbage, and the serial collector takes memory from the system up to the heap's bound before it looks for any.
 * Here it is made to look once there may be a quarter as much garbage as there is use.
 *
 * <p>Other collectors mind that themselves and are left alone. It has no thread: the JVM's own tells it.
 */
final class HeapKeeper implements NotificationListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeapKeeper.class);
    private static final String SERIAL_OLD_GENERATION = "Tenured Gen";
    private static final long SMALLEST_STEP_BYTES = 4L << 20;
    private static final int GARBAGE_SHARE = 4;

    private final List<MemoryPoolMXBean> pools;

    private HeapKeeper(List<MemoryPoolMXBean> pools) {
        this.pools = pools;
    }

    /** Begins to keep this JVM's heap, until it is closed. */
    static HeapKeeper start() {
        HeapKeeper keeper = new HeapKeeper(ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(SERIAL_OLD_GENERATION))
                .toList());
        keeper.pools.forEach(pool -> setThreshold(pool, pool.getUsage()));
        emitter().addNotificationListener(keeper, null, null);
        return keeper;
    }

    /** Called by the JVM when a pool has grown over its threshold. */
    @Override
    public void handleNotification(Notification notification, Object handback) {
        for (MemoryPoolMXBean pool : pools) {
            if (pool.isUsageThresholdExceeded()) {
                System.gc();
                setThreshold(pool, pool.getUsage());
            }
        }
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

    /** How full the pool may get, if so much of it is in use. */
    static long threshold(long usedBytes, long mostBytes) {
        long step = Math.max(SMALLEST_STEP_BYTES, usedBytes / GARBAGE_SHARE);
        return mostBytes < 0 ? usedBytes + step : Math.min(usedBytes + step, mostBytes);
    }

    private static void setThreshold(MemoryPoolMXBean pool, MemoryUsage usage) {
        long threshold = threshold(usage.getUsed(), usage.getMax());
        pool.setUsageThreshold(threshold);
        LOG.atDebug()
                .addKeyValue("used", usage.getUsed())
                .addKeyValue("threshold", threshold)
                .log("old generation");
    }

    private static NotificationEmitter emitter() {
        return (NotificationEmitter) ManagementFactory.getMemoryMXBean();
    }
}
