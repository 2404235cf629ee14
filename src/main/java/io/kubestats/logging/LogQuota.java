package io.kubestats.logging;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;

/**
 * A quota of one log line per kind of event and interval, which counts suppressed events. The number of kinds is
 * bounded: those beyond the bound share one quota. Thread-safe.
 */
public final class LogQuota {
    /** The kind that represents all kinds beyond the bound. */
    public static final String OTHER = "other";

    private final long intervalNanos;
    private final int maxKinds;
    private final LongSupplier nanos;
    private final Lock lock = new ReentrantLock(); // Guards kinds.
    private final Map<String, Usage> kinds = new HashMap<>();

    /** Creates a quota for {@code maxKinds} kinds of events by the ticker {@code nanos}. */
    public LogQuota(Duration interval, int maxKinds, LongSupplier nanos) {
        this.intervalNanos = interval.toNanos();
        this.maxKinds = maxKinds;
        this.nanos = requireNonNull(nanos, "nanos");
    }

    /**
     * Counts an event of {@code kind}. Returns the number of events suppressed since the last line of that kind if this
     * event may be logged, and empty if it must be suppressed.
     */
    public OptionalLong admit(String kind) {
        long now = nanos.getAsLong();
        lock.lock();
        try {
            Usage usage = kinds.get(kind);
            if (usage == null) {
                usage = kinds.computeIfAbsent(kinds.size() < maxKinds ? kind : OTHER, any -> new Usage());
            }
            return usage.admit(now, intervalNanos);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reports the kinds whose interval is over with the number of events suppressed in it, and starts a new interval.
     */
    public void flush(ObjLongConsumer<String> report) {
        long now = nanos.getAsLong();
        Map<String, Long> due = new TreeMap<>();
        lock.lock();
        try {
            kinds.forEach((kind, usage) -> {
                if (usage.leftOut > 0 && now - usage.lastLine >= intervalNanos) {
                    usage.admit(now, intervalNanos).ifPresent(leftOut -> due.put(kind, leftOut));
                }
            });
        } finally {
            lock.unlock();
        }
        due.forEach(report::accept);
    }

    /** Quota usage of one kind. */
    private static final class Usage {
        private boolean used;
        private long lastLine;
        private long leftOut;

        OptionalLong admit(long now, long intervalNanos) {
            if (used && now - lastLine < intervalNanos) {
                leftOut++;
                return OptionalLong.empty();
            }
            OptionalLong before = OptionalLong.of(leftOut);
            used = true;
            lastLine = now;
            leftOut = 0;
            return before;
        }
    }
}
