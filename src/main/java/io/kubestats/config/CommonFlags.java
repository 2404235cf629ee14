package io.kubestats.config;

import io.kubestats.config.FlagReader.HostPort;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags of every serving command. Filled by picocli, then read once. */
public final class CommonFlags {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int STALE_AFTER_RESOLUTIONS = 4;

    /** One full response may be late, and arrives in the first slot after it is due. */
    private static final int STALE_AFTER_RESOLUTIONS_BEYOND_FULL = 2;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description =
                    "Where to answer. Default: 127.0.0.1:8080, this machine alone. Requests are not authenticated.")
    private @Nullable String listen;

    @Option(
            names = "--metric-resolution",
            paramLabel = "DURATION",
            description = "How often each kubelet is asked for CPU and memory. Default: 15s.")
    private @Nullable String metricResolution;

    @Option(
            names = "--full-resolution",
            paramLabel = "DURATION",
            description = "How often each kubelet is asked for everything. Default: 60s, or less where --max-sample-age"
                    + " is given and too short for that.")
    private @Nullable String fullResolution;

    @Option(
            names = "--kubelet-request-timeout",
            paramLabel = "DURATION",
            description = "Deadline of one whole scrape of one kubelet. Default: 10s, or 2/3 of a shorter resolution.")
    private @Nullable String timeout;

    @Option(
            names = "--max-sample-age",
            paramLabel = "DURATION",
            description =
                    "How long a node's last good samples are served when scrapes fail; more than --full-resolution, so"
                            + " that full answers alone suffice. Default: 4 resolutions, or --full-resolution and 2"
                            + " resolutions if that is longer.")
    private @Nullable String maxSampleAge;

    @Option(
            names = "--max-concurrent-scrapes",
            paramLabel = "N",
            description = "Maximum concurrent scrapes. Default: 64.")
    private @Nullable String concurrency;

    @Option(
            names = "--max-requests-inflight",
            paramLabel = "N",
            description = "Maximum concurrent requests; further ones get 429. Default: 400.")
    private @Nullable String maxInFlight;

    @Option(
            names = "--request-timeout",
            paramLabel = "DURATION",
            description = "Deadline of a whole response, including the time to send it: unfinished responses are cut"
                    + " off. Default: 60s.")
    private @Nullable String requestTimeout;

    @Option(
            names = "--shutdown-grace",
            paramLabel = "DURATION",
            description = "How long requests in flight may continue after a stop. Default: 10s.")
    private @Nullable String shutdownGrace;

    @Mixin
    private MetricsFlags metrics = new MetricsFlags();

    /** Returns whether an address was given. */
    boolean listens() {
        return listen != null;
    }

    MetricsConfig metrics(FlagReader reader) {
        return metrics.metrics(reader);
    }

    ScrapeConfig scrape(FlagReader reader) {
        ScrapeConfig unset = ScrapeConfig.defaults();
        Duration resolution =
                reader.duration("--metric-resolution", metricResolution, unset.metricResolution(), SECOND, HOUR);
        Duration longest = resolution.multipliedBy(9).dividedBy(10);
        Duration usual = resolution.multipliedBy(2).dividedBy(3);
        Duration deadline = reader.duration(
                "--kubelet-request-timeout",
                timeout,
                usual.compareTo(unset.timeout()) < 0 ? usual : unset.timeout(),
                Duration.ofMillis(100),
                HOUR);
        if (deadline.compareTo(longest) > 0) {
            reader.problem(
                    "--kubelet-request-timeout",
                    FlagReader.print(deadline),
                    "must be at most 90 % of --metric-resolution, here " + FlagReader.print(longest));
        }
        Duration longestAge = HOUR.multipliedBy(4);
        Optional<Duration> givenAge = Optional.of(
                        reader.duration("--max-sample-age", maxSampleAge, Duration.ZERO, SECOND, longestAge))
                .filter(given -> !given.isZero());
        Duration usualFull = max(resolution, unset.fullResolution());
        Duration full = reader.duration(
                "--full-resolution",
                fullResolution,
                givenAge.map(age -> min(usualFull, longestFull(age, resolution, deadline)))
                        .orElse(usualFull),
                SECOND,
                HOUR);
        if (full.compareTo(resolution) < 0) {
            reader.problem(
                    "--full-resolution",
                    FlagReader.print(full),
                    "must not be shorter than --metric-resolution, here " + FlagReader.print(resolution));
        }
        Duration age = givenAge.orElse(max(
                resolution.multipliedBy(STALE_AFTER_RESOLUTIONS),
                full.plus(resolution.multipliedBy(STALE_AFTER_RESOLUTIONS_BEYOND_FULL))));
        checkAge(reader, age, resolution, full, deadline);
        int scrapes = reader.integer("--max-concurrent-scrapes", concurrency, unset.concurrency(), 1, 10_000);
        return new ScrapeConfig(resolution, full, deadline, scrapes, age);
    }

    /**
     * Reports an age limit that is too short: a node whose fast lane fails is served from full responses, which must
     * not become stale before the next one is due.
     */
    private static void checkAge(
            FlagReader reader, Duration age, Duration resolution, Duration full, Duration deadline) {
        Duration least = gapBetweenFullAnswers(full, resolution, deadline);
        if (age.compareTo(resolution) <= 0) {
            reader.problem(
                    "--max-sample-age",
                    FlagReader.print(age),
                    "must be longer than --metric-resolution, here " + FlagReader.print(resolution));
        } else if (age.compareTo(least) < 0) {
            reader.problem(
                    "--max-sample-age",
                    FlagReader.print(age),
                    "must be at least " + FlagReader.print(least) + ", the longest time between two full answers with"
                            + " --full-resolution " + FlagReader.print(full)
                            + ": a node with only full answers would disappear between them");
        }
    }

    /**
     * Returns the longest gap between full responses, which are fetched in slots of the fast lane and may take until
     * their deadline.
     */
    private static Duration gapBetweenFullAnswers(Duration full, Duration resolution, Duration deadline) {
        long slots = full.plus(resolution).minusNanos(1).dividedBy(resolution);
        return resolution.multipliedBy(slots).plus(deadline);
    }

    /**
     * Returns the longest full resolution that keeps samples within {@code age}: a multiple of the fast one, at least
     * one.
     */
    private static Duration longestFull(Duration age, Duration resolution, Duration deadline) {
        return resolution.multipliedBy(Math.max(1, age.minus(deadline).dividedBy(resolution)));
    }

    ServingConfig serving(FlagReader reader) {
        ServingConfig unset = ServingConfig.defaults();
        HostPort at = reader.hostPort("--listen", listen, new HostPort(unset.host(), unset.port()));
        int inFlight = reader.integer("--max-requests-inflight", maxInFlight, unset.maxInFlight(), 1, 10_000);
        Duration answer = reader.duration("--request-timeout", requestTimeout, unset.requestTimeout(), SECOND, HOUR);
        Duration grace =
                reader.duration("--shutdown-grace", shutdownGrace, unset.shutdownGrace(), Duration.ofMillis(1), HOUR);
        return new ServingConfig(at.host(), at.port(), inFlight, answer, grace);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
