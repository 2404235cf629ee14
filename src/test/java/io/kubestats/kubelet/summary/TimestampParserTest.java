package io.kubestats.kubelet.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampParserTest {
    private static final long YEAR_9999 = 253_402_300_799L;
    private static final long YEAR_0 = -62_167_219_200L;

    private final TimestampParser times = new TimestampParser();

    @Property(tries = 500)
    void readsWholeSecondsAsTheJdkDoes(@ForAll @LongRange(min = YEAR_0, max = YEAR_9999) long second) {
        String text = Instant.ofEpochSecond(second).toString();

        assertThat(millis(text)).isEqualTo(second * 1000);
        assertThat(millis(text)).isEqualTo(second * 1000);
    }

    @Property(tries = 500)
    void readsFractionsAndOffsetsAsTheJdkDoes(
            @ForAll @LongRange(min = 0, max = YEAR_9999 - 86_400) long second,
            @ForAll @LongRange(min = 0, max = 999_999_999) long nanos,
            @ForAll @LongRange(min = -1_079, max = 1_079) long offsetMinutes) {
        OffsetDateTime time = Instant.ofEpochSecond(second, nanos)
                .atOffset(ZoneOffset.ofTotalSeconds((int) offsetMinutes * 60))
                .withSecond(7);

        assertThat(millis(time.toString())).isEqualTo(time.toInstant().toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-24",
                "2026-11-24T02:57:54",
                "2026-11-24 02:57:54Z",
                "2026-13-24T02:57:54Z",
                "2026-00-24T02:57:54Z",
                "2026-11-31T02:57:54Z",
                "2026-02-29T02:57:54Z",
                "1900-02-29T02:57:54Z",
                "2026-11-00T02:57:54Z",
                "2026-11-24T24:57:54Z",
                "2026-11-24T02:60:54Z",
                "2026-11-24T02:57:60Z",
                "2026-11-24T02:57:5xZ",
                "2026-11-24T02:5 :54Z",
                "x026-11-24T02:57:54Z",
                "20-6-11-24T02:57:54Z",
                "2026-11-24T02:57:54.Z",
                "2026-11-24T02:57:54.1234567890Z",
                "2026-11-24T02:57:54.5",
                "2026-11-24T02:57:54+0100",
                "2026-11-24T02:57:54+24:00",
                "2026-11-24T02:57:54+01:60",
                "2026-11-24T02:57:54Zjunk",
                "2026-11-24T02:57:54\u0660Z"
            })
    void refusesWhatIsNoTime(String text) {
        millis("2026-11-24T02:57:00Z");

        assertThat(millis(text)).isEqualTo(TimestampParser.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2024-02-29T00:00:00Z", "2000-02-29T23:59:59Z", "1970-01-01T00:00:00Z", "0000-03-01T00:00:00Z"})
    void readsTheEdgesOfTheCalendar(String text) {
        assertThat(millis(text)).isEqualTo(Instant.parse(text).toEpochMilli());
    }

    private long millis(String text) {
        byte[] padded = ("ab" + text + "cd").getBytes(StandardCharsets.US_ASCII);
        return times.millis(padded, 2, text.length());
    }
}
