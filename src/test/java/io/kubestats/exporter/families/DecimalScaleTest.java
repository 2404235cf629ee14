package io.kubestats.exporter.families;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.http.BodyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalScaleTest {
    @ParameterizedTest
    @CsvSource({
        "WHOLE, 0, 0",
        "WHOLE, 9223372036854775807, 9223372036854775807",
        "NANO, 0, 0",
        "NANO, 1, 0.000000001",
        "NANO, 1234567891, 1.234567891",
        "NANO, 62148052000, 62.148052",
        "NANO, 1000000000, 1",
        "NANO, 9223372036854775807, 9223372036.854775807",
        "NANO, 10, 0.00000001",
        "MICRO, 34335662, 34.335662",
        "MICRO, 100, 0.0001",
        "MILLI, 1793491200000, 1793491200",
        "MILLI, 1793491200050, 1793491200.05",
        "BASIS_POINT, 1234, 0.1234",
        "BASIS_POINT, 10000, 1"
    })
    void writesExactDigits(DecimalScale encoding, long reading, String text) throws IOException {
        assertThat(written(encoding, reading)).isEqualTo(text);
    }

    @Property(tries = 500)
    void losesNothing(@ForAll DecimalScale encoding, @ForAll @LongRange(min = 0) long reading) throws IOException {
        int digits =
                switch (encoding) {
                    case WHOLE -> 0;
                    case MILLI -> 3;
                    case BASIS_POINT -> 4;
                    case MICRO -> 6;
                    case NANO -> 9;
                };

        String text = written(encoding, reading);

        assertThat(new BigDecimal(text)).isEqualByComparingTo(BigDecimal.valueOf(reading, digits));
        assertThat(text).matches("[0-9]+(\\.[0-9]*[1-9])?");
    }

    private static String written(DecimalScale encoding, long reading) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BodyWriter out = new BodyWriter(bytes, 64);
        encoding.write(reading, out);
        out.flush();
        return bytes.toString(US_ASCII);
    }
}
