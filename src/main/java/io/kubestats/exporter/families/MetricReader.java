package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.model.Reading;
import java.util.function.ToLongFunction;

/**
 * What a family says of each thing that it walks over. Each function gives {@link Reading#ABSENT} where it knows
 * nothing.
 *
 * @param reading the value
 * @param time when the kubelet took it, Unix time in milliseconds
 * @param start when that began which a counter counts, Unix time in milliseconds
 */
record MetricReader<P>(ToLongFunction<P> reading, ToLongFunction<P> time, ToLongFunction<P> start) {
    MetricReader {
        requireNonNull(reading, "reading");
        requireNonNull(time, "time");
        requireNonNull(start, "start");
    }

    /** A value of which no time is known. */
    MetricReader(ToLongFunction<P> reading) {
        this(reading, MetricReader::unknown);
    }

    /** A value that counts nothing, or of which no beginning is known. */
    MetricReader(ToLongFunction<P> reading, ToLongFunction<P> time) {
        this(reading, time, MetricReader::unknown);
    }

    /** No time is known of any point. */
    static <P> long unknown(P point) {
        return Reading.ABSENT;
    }
}
