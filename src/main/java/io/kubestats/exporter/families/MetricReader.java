package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.Reading;
import java.util.function.ToLongFunction;

/**
 * Reader of one metric from each point that a family iterates over. Each function returns {@link Reading#ABSENT} for an
 * unknown value.
 *
 * @param reading the value
 * @param time the kubelet's measurement time in Unix milliseconds
 * @param start the start time of a counter in Unix milliseconds
 */
record MetricReader<P>(ToLongFunction<P> reading, ToLongFunction<P> time, ToLongFunction<P> start) {
    MetricReader {
        requireNonNull(reading, "reading");
        requireNonNull(time, "time");
        requireNonNull(start, "start");
    }

    /** Creates a reader of a value without a known time. */
    MetricReader(ToLongFunction<P> reading) {
        this(reading, MetricReader::unknown);
    }

    /** Creates a reader of a value that is not a counter or has no known start time. */
    MetricReader(ToLongFunction<P> reading, ToLongFunction<P> time) {
        this(reading, time, MetricReader::unknown);
    }

    /** Returns {@link Reading#ABSENT} for every point. */
    static <P> long unknown(P point) {
        return Reading.ABSENT;
    }
}
