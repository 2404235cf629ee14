package io.kubestats.exporter.families;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.SampleTimes;
import io.kubestats.http.BodyWriter;
import java.io.IOException;

/** Form of series: the format, and the timestamps that accompany samples. */
public record SeriesForm(ExpositionFormat format, SampleTimes times) {
    public SeriesForm {
        requireNonNull(format, "format");
        requireNonNull(times, "times");
    }

    /** Returns whether {@code _created} lines accompany the family's samples. */
    boolean writesCreated(MetricFamily family) {
        return times.created()
                && format == ExpositionFormat.OPENMETRICS
                && family.type().equals("counter");
    }

    /** Writes the time of a sample after its value, in the unit of the format. */
    void writeTime(long millis, BodyWriter out) throws IOException {
        out.write(' ');
        DecimalScale unit = format == ExpositionFormat.OPENMETRICS ? DecimalScale.MILLI : DecimalScale.WHOLE;
        unit.write(millis, out);
    }
}
