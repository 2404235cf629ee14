package io.kubestats.kubelet.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the fast parser accepts the numbers of kubelets, and agrees with the full parser on all it accepts. */
class FastDecimalParserTest {
    private final FastDecimalParser usual = new FastDecimalParser();
    private final ScaledDecimalParser careful = new ScaledDecimalParser();

    @Property(tries = 5_000)
    void whatItTakesItReadsAsTheCarefulOne(
            @ForAll @Chars({'0', '1', '5', '9', '.', 'e', '+', '-', 'E', ' ', 'x'}) @StringLength(max = 24) String text,
            @ForAll @IntRange(max = 9) int scale) {
        assertSame(text, scale);
    }

    @Property
    void readsAnyNumberAsTheCarefulOne(
            @ForAll @DoubleRange(min = 0, max = 1e25) double number, @ForAll @IntRange(max = 9) int scale) {
        assertSame(String.valueOf(number).replace("E-", "e-").replace("E", "e+"), scale);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "7",
                "1795489083742",
                "2790.720638937",
                "0.018733912",
                "1.522921472e+09",
                "1.7954890099080205e+09"
            })
    void takesWhatKubeletsWrite(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        long number = usual.read(bytes, 0, bytes.length, 3);

        assertThat(number).isEqualTo(careful.parse(bytes, 0, bytes.length, 3)).isNotNegative();
        assertThat(usual.end()).isEqualTo(bytes.length);
    }

    private void assertSame(String text, int scale) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        long number = usual.read(bytes, 0, bytes.length, scale);

        if (number != FastDecimalParser.UNUSUAL) {
            assertThat(number).isEqualTo(careful.parse(bytes, 0, usual.end(), scale));
        }
    }
}
