package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When kubelets are asked.
 *
 * @param metricResolution period of the fast lane
 * @param fullResolution period of the full lane
 * @param timeout deadline of one whole attempt
 * @param concurrency most attempts in flight
 * @param maxSampleAge how long the last good points of a node are served after the last good scrape
 */
public record ScrapeConfig(
        Duration metricResolution, Duration fullResolution, Duration timeout, int concurrency, Duration maxSampleAge) {
    public ScrapeConfig {
        requireNonNull(metricResolution, "metricResolution");
        requireNonNull(fullResolution, "fullResolution");
        requireNonNull(timeout, "timeout");
        requireNonNull(maxSampleAge, "maxSampleAge");
    }

    /** What is used without a flag. */
    public static ScrapeConfig defaults() {
        return new ScrapeConfig(
                Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofSeconds(10), 64, Duration.ofSeconds(90));
    }
}
