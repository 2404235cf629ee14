package io.kubestats.store.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/** Numbers survive packing, at any index. */
final class PackedNumbersTest {
    private final NumberWriter writer = new NumberWriter();

    @Property(tries = 500)
    void givesEachNumberBackWhateverItIs(@ForAll("numbers") List<Long> numbers, @ForAll("numbers") List<Long> before) {
        packed(before);
        PackedNumbers packed = packed(numbers);

        assertThat(IntStream.range(0, numbers.size()).mapToObj(packed::at)).isEqualTo(numbers);
    }

    /** Generates numbers of all widths, and the limits of a long. */
    @Provide
    Arbitrary<List<Long>> numbers() {
        Arbitrary<Long> shorter = Arbitraries.longs()
                .flatMap(number -> Arbitraries.integers().between(0, 63).map(bits -> number >>> bits));
        return Arbitraries.frequencyOf(
                        Tuple.of(1, Arbitraries.longs().between(-2, 1)),
                        Tuple.of(3, shorter),
                        Tuple.of(1, Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 254L, 255L, 256L)))
                .list()
                .ofMaxSize(1_000);
    }

    @Test
    void spendsNothingOnWhatIsAbsentAndLittleOnWhatIsSmall() {
        packed(List.of(-1L, -1L, 0L, 254L, 255L, -1L));

        assertThat(writer.neededBytes()).isEqualTo(1 + 1 + 2);
        assertThat(writer.neededGroups()).isEqualTo(1);
    }

    private PackedNumbers packed(List<Long> numbers) {
        writer.begin();
        numbers.forEach(writer::accept);
        return writer.numbersIn(new long[writer.neededGroups()], new byte[writer.neededBytes()]);
    }
}
