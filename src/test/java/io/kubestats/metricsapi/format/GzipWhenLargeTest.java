package io.kubestats.metricsapi.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GzipWhenLargeTest {
    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private final List<String> told = new ArrayList<>();
    private final GzipWhenLarge.Headers headers = new GzipWhenLarge.Headers() {
        @Override
        public void plain(int length) {
            told.add("plain " + length);
        }

        @Override
        public void streamed(boolean gzip) {
            told.add("streamed " + gzip);
        }
    };

    @Test
    void saysTheLengthOfASmallBody() throws IOException {
        write(new byte[GzipWhenLarge.THRESHOLD_BYTES], 1000, true);

        assertThat(told).containsExactly("plain " + GzipWhenLarge.THRESHOLD_BYTES);
        assertThat(target.toByteArray()).isEqualTo(new byte[GzipWhenLarge.THRESHOLD_BYTES]);
    }

    @Test
    void compressesALargeBodyIfAsked() throws IOException {
        write(new byte[GzipWhenLarge.THRESHOLD_BYTES + 1], 1000, true);

        assertThat(told).containsExactly("streamed true");
        assertThat(target.size()).isLessThan(10_000);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(target.toByteArray())).readAllBytes())
                .isEqualTo(new byte[GzipWhenLarge.THRESHOLD_BYTES + 1]);
    }

    @Test
    void streamsALargeBodyAsItIsOtherwise() throws IOException {
        write(new byte[500_000], 16_384, false);

        assertThat(told).containsExactly("streamed false");
        assertThat(target.toByteArray()).isEqualTo(new byte[500_000]);
    }

    @Property(tries = 60)
    void losesNoByte(@ForAll @IntRange(max = 300_000) int size, @ForAll @IntRange(min = 1, max = 40_000) int step)
            throws IOException {
        byte[] body = new byte[size];
        for (int i = 0; i < size; i++) {
            body[i] = (byte) (i * 31 + i / 256);
        }

        target.reset();
        write(body, step, true);

        byte[] sent = target.toByteArray();
        byte[] read = size > GzipWhenLarge.THRESHOLD_BYTES
                ? new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes()
                : sent;
        assertThat(read).isEqualTo(body);
    }

    private void write(byte[] body, int step, boolean gzip) throws IOException {
        GzipWhenLarge out = new GzipWhenLarge(target, headers, gzip);
        for (int from = 0; from < body.length; from += step) {
            out.write(body, from, Math.min(step, body.length - from));
        }
        out.finish();
    }
}
