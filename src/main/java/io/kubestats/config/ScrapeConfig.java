package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Schedule of kubelet scrapes.
 *
 * @param metricResolution period of the fast lane
 * @param fullResolution period of the full lane
 * @param timeout deadline of one whole attempt
 * @param concurrency maximum number of attempts in flight
 * @param maxSampleAge staleness limit: how long a node's last points are served after its last successful scrape
 */
public record ScrapeConfig(
        Duration metricResolution, Duration fullResolution, Duration timeout, int concurrency, Duration maxSampleAge) {
    public ScrapeConfig {
        requireNonNull(metricResolution, "metricResolution");
        requireNonNull(fullResolution, "fullResolution");
        requireNonNull(timeout, "timeout");
        requireNonNull(maxSampleAge, "maxSampleAge");
    }

    /** Returns the defaults. */
    public static ScrapeConfig defaults() {
        return new ScrapeConfig(
                Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(10), 64, Duration.ofSeconds(90));
    }
}
