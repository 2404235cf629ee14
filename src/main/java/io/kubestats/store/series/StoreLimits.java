package io.kubestats.store.series;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Age limits of points, and the distance between the two samples of a rate.
 *
 * @param maxSampleAge how long a node's and a pod's newest usage is served after the scrape that brought it
 * @param fullMaxSampleAge how long the details of a full response are merged into newer responses of the fast lane
 * @param metricResolution period of the fast lane
 */
public record StoreLimits(Duration maxSampleAge, Duration fullMaxSampleAge, Duration metricResolution) {
    public StoreLimits {
        requirePositive(maxSampleAge, "maxSampleAge");
        requirePositive(fullMaxSampleAge, "fullMaxSampleAge");
        requirePositive(metricResolution, "metricResolution");
    }

    private static void requirePositive(Duration duration, String name) {
        if (requireNonNull(duration, name).isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive: " + duration);
        }
    }
}
