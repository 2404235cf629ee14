package io.kubestats.logging;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;

/**
 * A logger factory that limits every library. Loggers of the project's own classes are passed through: these classes
 * limit their events where they occur. Thread-safe.
 */
public final class LimitedLoggers implements ILoggerFactory {
    private static final String OWN = "io.kubestats.";
    private static final Duration INTERVAL = Duration.ofMinutes(10);
    private static final int MAX_KINDS = 256;

    private final ILoggerFactory target;
    private final LogQuota quota;
    private final Map<String, Logger> limited = new ConcurrentHashMap<>();

    /** Creates a factory that limits the loggers of {@code target} by the ticker {@code nanos}. */
    public LimitedLoggers(ILoggerFactory target, LongSupplier nanos) {
        this.target = requireNonNull(target, "target");
        this.quota = new LogQuota(INTERVAL, MAX_KINDS, nanos);
    }

    @Override
    public Logger getLogger(String name) {
        return name.startsWith(OWN)
                ? target.getLogger(name)
                : limited.computeIfAbsent(name, key -> new LimitedLogger(target.getLogger(key), quota));
    }
}
