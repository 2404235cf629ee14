package io.kubestats.config;

import io.kubestats.config.FlagReader.HostPort;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags of every command that serves. Filled by picocli, then read once. */
public final class CommonFlags {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int STALE_AFTER_RESOLUTIONS = 4;

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
            description = "How often each kubelet is asked for everything. Default: 60s.")
    private @Nullable String fullResolution;

    @Option(
            names = "--kubelet-request-timeout",
            paramLabel = "DURATION",
            description = "Deadline of one whole scrape of one kubelet. Default: 10s, or 2/3 of a shorter resolution.")
    private @Nullable String timeout;

    @Option(
            names = "--max-sample-age",
            paramLabel = "DURATION",
            description = "How long a node's last good samples are served when scrapes fail. Default: 4 resolutions.")
    private @Nullable String maxSampleAge;

    @Option(names = "--max-concurrent-scrapes", paramLabel = "N", description = "Most scrapes in flight. Default: 64.")
    private @Nullable String concurrency;

    @Option(
            names = "--max-requests-inflight",
            paramLabel = "N",
            description = "Most requests that are answered at once; more get 429. Default: 400.")
    private @Nullable String maxInFlight;

    @Option(
            names = "--request-timeout",
            paramLabel = "DURATION",
            description = "Deadline of one whole answer, its reader's slowness included: what is not out by then is cut"
                    + " off. Default: 60s.")
    private @Nullable String requestTimeout;

    @Option(
            names = "--shutdown-grace",
            paramLabel = "DURATION",
            description = "How long requests in flight may go on after a stop. Default: 10s.")
    private @Nullable String shutdownGrace;

    @Mixin
    private MetricsFlags metrics = new MetricsFlags();

    /** Whether an address was given. */
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
        Duration full = reader.duration(
                "--full-resolution", fullResolution, max(unset.fullResolution(), resolution), SECOND, HOUR);
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
        if (full.compareTo(resolution) < 0) {
            reader.problem(
                    "--full-resolution",
                    FlagReader.print(full),
                    "must not be shorter than --metric-resolution, here " + FlagReader.print(resolution));
        }
        Duration age = reader.duration(
                "--max-sample-age",
                maxSampleAge,
                resolution.multipliedBy(STALE_AFTER_RESOLUTIONS),
                SECOND,
                HOUR.multipliedBy(4));
        if (age.compareTo(resolution) <= 0) {
            reader.problem(
                    "--max-sample-age",
                    FlagReader.print(age),
                    "must be longer than --metric-resolution, here " + FlagReader.print(resolution));
        }
        int scrapes = reader.integer("--max-concurrent-scrapes", concurrency, unset.concurrency(), 1, 10_000);
        return new ScrapeConfig(resolution, full, deadline, scrapes, age);
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

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
