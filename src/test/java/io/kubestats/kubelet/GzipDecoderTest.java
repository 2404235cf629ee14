package io.kubestats.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Tests that any input has the result of {@link GZIPInputStream}: the same bytes or a rejection. */
class GzipDecoderTest {
    private static final int LIMIT = 1 << 20;

    @Property(tries = 500)
    void unzipsWhatJavaUnzips(@ForAll Random random, @ForAll @IntRange(max = 300_000) int size) throws IOException {
        byte[] plain = new byte[size];
        for (int i = 0; i < size; i++) {
            plain[i] = (byte) random.nextInt(1 + random.nextInt(100));
        }

        assertUnzipsAsJava(zip(plain));
    }

    @Property(tries = 500)
    void refusesWhatJavaRefuses(@ForAll Random random) throws IOException {
        byte[] zipped = zip(RecordedAnswers.bytes("1.37/metrics-resource.txt"));
        switch (random.nextInt(4)) {
            case 0 -> zipped = Arrays.copyOf(zipped, random.nextInt(zipped.length));
            case 1 -> zipped = Arrays.copyOf(zipped, zipped.length + 1 + random.nextInt(20));
            case 2 -> zipped[zipped.length - 1 - random.nextInt(8)] ^= (byte) (1 << random.nextInt(8));
            default -> zipped[random.nextInt(zipped.length)] = (byte) random.nextInt(256);
        }

        assertUnzipsAsJava(zipped);
    }

    @Test
    void unzipsTwoMembersAsOne() throws IOException {
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        two.write(zip("one".getBytes(StandardCharsets.US_ASCII)));
        two.write(zip("two".getBytes(StandardCharsets.US_ASCII)));

        assertUnzipsAsJava(two.toByteArray());
    }

    @Test
    void leavesASizeThatCannotBe() throws IOException {
        byte[] zipped = zip(new byte[10]);
        zipped[zipped.length - 2] = 0x0f;

        try (GzipDecoder unzipper = GzipDecoder.take()) {
            assertThat(unzipper.unzip(zipped, zipped.length, Integer.MAX_VALUE)).isEqualTo(GzipDecoder.UNUSUAL);
        }
    }

    @Test
    void doesNotKeepTheMemoryOfALargeAnswer() throws IOException {
        byte[] large = zip(new byte[1 << 20]);
        try (GzipDecoder unzipper = GzipDecoder.take()) {
            assertThat(unzipper.unzip(large, large.length, 1 << 20)).isEqualTo(1 << 20);
        }

        try (GzipDecoder next = GzipDecoder.take()) {
            assertThat(next.plain().length).isLessThan(1 << 20);
        }
    }

    @Test
    void cutsWhatIsLargerThanTheLimit() throws IOException {
        ResponseBuffer body = new ResponseBuffer(1_000);
        body.append(ByteBuffer.wrap(zip(new byte[5_000])));

        try (GzipDecoder unzipper = GzipDecoder.take()) {
            assertThat(body.gunzip(unzipper).length()).isEqualTo(1_001);
        }
    }

    private static void assertUnzipsAsJava(byte[] zipped) {
        ResponseBuffer body = new ResponseBuffer(LIMIT);
        body.append(ByteBuffer.wrap(zipped));
        byte[] expected = {};
        boolean refused = false;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            expected = in.readAllBytes();
        } catch (IOException e) {
            refused = true;
        }

        try (GzipDecoder unzipper = GzipDecoder.take()) {
            ResponseBuffer plain = body.gunzip(unzipper);
            assertThat(refused).as("refused by Java").isFalse();
            assertThat(Arrays.copyOf(plain.bytes(), plain.length())).isEqualTo(expected);
        } catch (IOException e) {
            assertThat(refused).as("refused by Java").isTrue();
        }
    }

    private static byte[] zip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }
}
