package io.kubestats.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.http.BodyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Rfc3339Test {
    private static final long FIRST = -62_135_596_800_000L; // 0001-01-01
    private static final long LAST = 253_402_300_799_999L; // 9999-12-31T23:59:59.999

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final BodyWriter out = new BodyWriter(bytes, 64);
    private final Rfc3339 times = new Rfc3339();

    @Test
    void cutsToTheWholeSecondOnEitherSideOf1970() throws IOException {
        times.write(out, 0);
        times.write(out, -1);
        times.write(out, 1_999);

        assertThat(text()).isEqualTo("\"1970-01-01T00:00:00Z\"\"1969-12-31T23:59:59Z\"\"1970-01-01T00:00:01Z\"");
    }

    @Test
    void writesYearsThatNoClockShows() throws IOException {
        times.write(out, LAST + 1);
        times.write(out, FIRST - 1);
        times.write(out, Long.MAX_VALUE);

        assertThat(text())
                .isEqualTo("\"+10000-01-01T00:00:00Z\"\"0000-12-31T23:59:59Z\"\"+292278994-08-17T07:12:55Z\"");
    }

    @Property(tries = 300)
    void writesNeighboursOfTheSameDay(
            @ForAll @LongRange(min = FIRST, max = LAST - 86_400_000) long first,
            @ForAll @Size(8) List<@LongRange(max = 86_400_000) Long> later)
            throws IOException {
        bytes.reset(); // One writer writes all tries.
        StringBuilder expected = new StringBuilder();
        for (long offset : later) {
            times.write(out, first + offset);
            expected.append('"')
                    .append(Instant.ofEpochMilli(first + offset).truncatedTo(ChronoUnit.SECONDS))
                    .append('"');
        }

        assertThat(text()).isEqualTo(expected.toString());
    }

    private String text() throws IOException {
        out.flush();
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
