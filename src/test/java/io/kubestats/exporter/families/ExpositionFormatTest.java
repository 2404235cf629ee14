package io.kubestats.exporter.families;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionFormatTest {
    /** The first three are the headers of Prometheus 2.42, Prometheus 3 and a browser. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                        + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | OPENMETRICS",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
                        + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | OPENMETRICS",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | TEXT",
                "*/* | TEXT",
                "application/openmetrics-text | OPENMETRICS",
                "Application/OpenMetrics-Text; Version=1.0.0 | OPENMETRICS",
                "text/plain, application/openmetrics-text;q=0.9 | TEXT",
                "application/openmetrics-text;q=0 | TEXT",
                "application/openmetrics-text;version=2.0.0 | TEXT",
                "application/openmetrics-text;q=high | TEXT",
                "application/json | TEXT",
                ",;,=;q | TEXT"
            })
    void answersInTheFormatThatIsLikedBest(String accept, ExpositionFormat expected) {
        assertThat(ExpositionFormat.accepted(accept)).isEqualTo(expected);
    }

    @Test
    void answersInPlainTextWhenNothingIsSaid() {
        assertThat(ExpositionFormat.accepted(null)).isEqualTo(ExpositionFormat.TEXT);
    }
}
