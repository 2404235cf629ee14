package io.kubestats.health;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readiness check that compares the clocks of peers with the local clock, by the {@code Date} header of their
 * responses. It never fails but only warns, because the local process cannot determine which of two clocks is right.
 * The first few peers with a difference are logged, once each. Thread-safe.
 */
public final class ClockWatch implements HealthCheck {
    /**
     * Smallest difference that is reported; dates are truncated to seconds, and responses may be in transit for
     * seconds.
     */
    static final Duration TOLERANCE = Duration.ofSeconds(60);

    /** Time without a new measurement after which a peer is considered gone. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final int LOGGED = 10;
    private static final int MOST = 10_000;

    private final String name;
    private final Clock clock;
    private final Map<String, Difference> differences = new ConcurrentHashMap<>();

    /** Cache of the last date: many responses arrive within one second, and parsing their date once is cheaper. */
    private volatile Parsed parsed = new Parsed("Thu, 01 Jan 1970 00:00:00 GMT", Instant.EPOCH);

    /** Creates a watch without measurements; {@code name} is the name of the check. */
    public ClockWatch(String name, Clock clock) {
        this.name = requireNonNull(name, "name");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Records the {@code Date} of a response that {@code who} has just sent; a missing or malformed date is ignored.
     */
    public void read(String who, @Nullable String date) {
        if (date == null) {
            return;
        }
        Instant now = clock.instant();
        try {
            note(who, new Difference(Duration.between(now, instant(date)).toSeconds(), now));
        } catch (DateTimeException notADate) {
            // A malformed date is no evidence about the clock.
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Result check() {
        Instant now = clock.instant();
        differences.values().removeIf(difference -> difference.isForgotten(now));
        if (differences.isEmpty()) {
            return new Result.Ok();
        }
        List<String> names = differences.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(entry -> entry.getKey() + " (" + entry.getValue().text() + ")")
                .toList();
        return new Result.Warned("differing from ours: " + NameSummary.of(names) + "; set it there or here (NTP)");
    }

    private Instant instant(String date) {
        Parsed last = parsed;
        if (!last.date.equals(date)) {
            last = new Parsed(date, DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
            parsed = last;
        }
        return last.instant;
    }

    private void note(String who, Difference difference) {
        if (difference.matters()) {
            Difference before = differences.size() < MOST ? differences.put(who, difference) : difference;
            if (before == null && differences.size() <= LOGGED) {
                LOG.atWarn()
                        .addKeyValue("at", '"' + who + '"')
                        .addKeyValue("difference", '"' + difference.text() + '"')
                        .log("a clock differs from ours, and so sample timestamps differ; set it there or here (NTP)");
            }
        } else if (differences.remove(who) != null && differences.size() < LOGGED) {
            LOG.atInfo().addKeyValue("at", '"' + who + '"').log("a clock agrees with ours again");
        }
    }

    /** A date in text and parsed form. */
    private record Parsed(String date, Instant instant) {}

    /**
     * Difference between a peer's clock and the local clock.
     *
     * @param seconds the seconds by which the peer is ahead; negative if it is behind
     * @param seen the local time of the measurement
     */
    private record Difference(long seconds, Instant seen) {
        boolean matters() {
            return Math.abs(seconds) > TOLERANCE.toSeconds();
        }

        boolean isForgotten(Instant now) {
            return Duration.between(seen, now).abs().compareTo(FORGOTTEN_AFTER) > 0;
        }

        String text() {
            return Math.abs(seconds) + " s " + (seconds > 0 ? "ahead" : "behind");
        }
    }
}
