package io.kubestats.demo.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.http.BodyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoFloatTest {
    @ParameterizedTest
    @CsvSource({
        "0, 9, 0",
        "2366049129, 9, 2.366049129",
        "18733912, 9, 0.018733912",
        "2790720638937, 9, 2790.720638937",
        "1522921472, 0, 1.522921472e+09",
        "1847296, 0, 1.847296e+06",
        "847872, 0, 847872",
        "1000000, 0, 1e+06",
        "40000000000, 9, 40",
        "100000, 0, 100000",
        "12000, 9, 1.2e-05",
        "120000, 9, 0.00012"
    })
    void writesAsGoDoes(long unscaled, int scale, String expected) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BodyWriter out = new BodyWriter(bytes, 64);

        GoFloat.write(out, unscaled, scale);

        out.flush();
        assertThat(bytes.toString(StandardCharsets.US_ASCII)).isEqualTo(expected);
    }
}
