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
 * Readyz: whether the clocks of those who answer us go as ours does, by the {@code Date} of their answers. It never
 * fails, only remarks: which of two clocks is right cannot be told from here. The first few that differ are logged,
 * once each. Safe for any number of threads.
 */
public final class ClockWatch implements HealthCheck {
    /** A difference that is worth a word; answers are cut to whole seconds and may be seconds on their way. */
    static final Duration TOLERANCE = Duration.ofSeconds(60);

    /** Somebody who has not answered for so long may be gone. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final int LOGGED = 10;
    private static final int MOST = 10_000;

    private final String name;
    private final Clock clock;
    private final Map<String, Difference> differences = new ConcurrentHashMap<>();

    /** Many answer within one second, and to parse its date once for all of them is cheaper. */
    private volatile Parsed parsed = new Parsed("Thu, 01 Jan 1970 00:00:00 GMT", Instant.EPOCH);

    /** A watch that has seen no clock yet; {@code name} is the check's. */
    public ClockWatch(String name, Clock clock) {
        this.name = requireNonNull(name, "name");
        this.clock = requireNonNull(clock, "clock");
    }

    /** An answer of {@code who} came just now, with that {@code Date}; without a good one it tells nothing. */
    public void read(String who, @Nullable String date) {
        if (date == null) {
            return;
        }
        Instant now = clock.instant();
        try {
            note(who, new Difference(Duration.between(now, instant(date)).toSeconds(), now));
        } catch (DateTimeException notADate) {
            // Whoever writes no date says nothing of its clock.
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
                        .log("a clock differs from ours, and so do the times of samples; set it there or here (NTP)");
            }
        } else if (differences.remove(who) != null && differences.size() < LOGGED) {
            LOG.atInfo().addKeyValue("at", '"' + who + '"').log("a clock agrees with ours again");
        }
    }

    /** A date and what it says. */
    private record Parsed(String date, Instant instant) {}

    /**
     * How another clock stands to ours.
     *
     * @param seconds by which it is ahead; negative if it is behind
     * @param seen when that was found, by our clock
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
