package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.SampleTimes;
import io.kubestats.http.BodyWriter;
import java.io.IOException;

/** How series are written: the format, and the times that go with samples. */
public record SeriesForm(ExpositionFormat format, SampleTimes times) {
    public SeriesForm {
        requireNonNull(format, "format");
        requireNonNull(times, "times");
    }

    /** Whether the family's samples are joined by when they began. */
    boolean tellsCreated(MetricFamily family) {
        return times.created()
                && format == ExpositionFormat.OPENMETRICS
                && family.type().equals("counter");
    }

    /** Writes the time of a sample after its value; the formats want other units. */
    void writeTime(long millis, BodyWriter out) throws IOException {
        out.write(' ');
        DecimalScale unit = format == ExpositionFormat.OPENMETRICS ? DecimalScale.MILLI : DecimalScale.WHOLE;
        unit.write(millis, out);
    }
}
