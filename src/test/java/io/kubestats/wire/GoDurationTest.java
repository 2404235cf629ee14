package io.kubestats.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubestats.metricsapi.Tables;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoDurationTest {
    static Stream<String[]> written() {
        return Tables.rows("durations.tsv");
    }

    static Stream<String[]> read() {
        return Tables.rows("durations-parsed.tsv");
    }

    @ParameterizedTest
    @MethodSource("written")
    void writesAsGoDoes(String nanos, String text) {
        assertThat(GoDuration.format(Long.parseLong(nanos))).isEqualTo(text);
    }

    @ParameterizedTest
    @MethodSource("read")
    void readsAsGoDoes(String quoted, String outcome, String result) throws JsonProcessingException {
        String text = new ObjectMapper().readValue(quoted, String.class);
        if (outcome.equals("ok")) {
            assertThat(GoDurationParser.parse(text)).isEqualTo(Long.parseLong(result));
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> GoDurationParser.parse(text))
                    .withMessage(result);
        }
    }

    @Property(tries = 1000)
    void readsWhatItWrites(
            @ForAll @LongRange(min = -Long.MAX_VALUE, max = Long.MAX_VALUE) long nanos,
            @ForAll @LongRange(max = 62) long shift) {
        long smaller = nanos >> shift;

        assertThat(GoDurationParser.parse(GoDuration.format(smaller))).isEqualTo(smaller);
    }
}
