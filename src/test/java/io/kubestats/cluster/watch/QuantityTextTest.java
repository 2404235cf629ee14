package io.kubestats.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuantityTextTest {
    private static final int NANO = 9;
    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", new BigDecimal("1e-9")),
            Map.entry("u", new BigDecimal("1e-6")),
            Map.entry("m", new BigDecimal("1e-3")),
            Map.entry("", BigDecimal.ONE),
            Map.entry("k", new BigDecimal("1e3")),
            Map.entry("e3", new BigDecimal("1e3")),
            Map.entry("E-3", new BigDecimal("1e-3")),
            Map.entry("M", new BigDecimal("1e6")),
            Map.entry("G", new BigDecimal("1e9")),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)));

    /** Returns reference results of Kubernetes' own parser: the text, in billionths, and in whole numbers. */
    static List<String> kubernetes() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(QuantityTextTest.class.getResourceAsStream("quantities.tsv")),
                StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("kubernetes")
    void readsWhatKubernetesReads(String line) {
        String[] cells = line.split("\t", -1);

        assertThat(QuantityText.parse(cells[0], NANO)).isEqualTo(number(cells[1]));
        assertThat(QuantityText.parse(cells[0], 0)).isEqualTo(number(cells[2]));
    }

    @Property
    void roundsUpByLessThanOne(
            @ForAll @BigRange(min = "0", max = "999999999") @Scale(9) BigDecimal number, @ForAll("units") String unit) {
        BigDecimal exact = number.multiply(UNITS.get(unit));

        BigDecimal read = BigDecimal.valueOf(QuantityText.parse(number.toPlainString() + unit, 0));

        assertThat(read.subtract(exact)).isBetween(BigDecimal.ZERO, new BigDecimal("0.999999999999999999"));
    }

    @Property
    void isExactWhereNoDigitIsLost(@ForAll @LongRange(min = 0) long number) {
        assertThat(QuantityText.parse(number + "n", NANO)).isEqualTo(number);
        assertThat(QuantityText.parse(Long.toString(number), 0)).isEqualTo(number);
    }

    @Property
    void neverFails(@ForAll String text, @ForAll("units") String unit) {
        assertThat(QuantityText.parse(text + unit, NANO)).isGreaterThanOrEqualTo(Reading.ABSENT);
    }

    @Test
    void takesNoTimeForNumbersOfAnySize() {
        assertThat(QuantityText.parse("1e999999999", 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(QuantityText.parse("1e-999999999", 0)).isEqualTo(1);
        assertThat(QuantityText.parse("9".repeat(100_000), 0)).isEqualTo(Reading.ABSENT);
    }

    @Test
    void hasNoNumberBelowZero() {
        assertThat(QuantityText.parse("-1", 0)).isEqualTo(Reading.ABSENT);
        assertThat(QuantityText.parse("-0", 0)).isZero();
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.of(UNITS.keySet());
    }

    private static long number(String cell) {
        return switch (cell) {
            case "-" -> Reading.ABSENT;
            case "max" -> Long.MAX_VALUE;
            default -> Long.parseLong(cell);
        };
    }
}
