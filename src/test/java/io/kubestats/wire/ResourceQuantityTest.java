package io.kubestats.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.metricsapi.Tables;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResourceQuantityTest {
    private static final Map<String, Integer> DECIMAL =
            Map.of("n", -9, "u", -6, "m", -3, "", 0, "k", 3, "M", 6, "G", 9);
    private static final Map<String, Integer> BINARY =
            Map.of("", 0, "Ki", 10, "Mi", 20, "Gi", 30, "Ti", 40, "Pi", 50, "Ei", 60);

    static Stream<String[]> cpu() {
        return Tables.rows("quantities-cpu.tsv");
    }

    static Stream<String[]> memory() {
        return Tables.rows("quantities-memory.tsv");
    }

    @ParameterizedTest
    @MethodSource("cpu")
    void writesCpuAsGoDoes(String nanoCores, String text) {
        assertThat(ResourceQuantity.cpu(Long.parseLong(nanoCores))).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("memory")
    void writesMemoryAsGoDoes(String bytes, String text) {
        assertThat(ResourceQuantity.memory(Long.parseLong(bytes))).isEqualTo(text);
    }

    @Property(tries = 1000)
    void cpuLosesNothing(@ForAll @LongRange(max = Long.MAX_VALUE) long nanoCores) {
        String text = ResourceQuantity.cpu(nanoCores);

        String suffix = text.replaceAll("[0-9]", "");
        BigDecimal read =
                new BigDecimal(text.replaceAll("[^0-9]", "")).scaleByPowerOfTen(DECIMAL.getOrDefault(suffix, 99));
        assertThat(read.scaleByPowerOfTen(9)).isEqualByComparingTo(BigDecimal.valueOf(nanoCores));
        assertThat(text).doesNotMatch("[0-9]*000[a-zA-Z]?");
    }

    @Property(tries = 1000)
    void memoryLosesNothing(
            @ForAll @LongRange(max = Long.MAX_VALUE) long bytes, @ForAll @LongRange(max = 60) long shift) {
        long rounded = bytes >> shift << shift;
        Assume.that(rounded != 1000);

        String text = ResourceQuantity.memory(rounded);

        String suffix = text.replaceAll("[0-9]", "");
        BigInteger read = new BigInteger(text.replaceAll("[^0-9]", "")).shiftLeft(BINARY.getOrDefault(suffix, 99));
        assertThat(read).isEqualTo(BigInteger.valueOf(rounded));
    }
}
