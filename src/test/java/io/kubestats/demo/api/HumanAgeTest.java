package io.kubestats.demo.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanAgeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "119, 119s",
        "120, 2m",
        "330, 5m30s",
        "3600, 60m",
        "10800, 3h",
        "19800, 5h30m",
        "172799, 47h",
        "172800, 2d",
        "273600, 3d4h",
        "691200, 8d",
        "3542400, 41d"
    })
    void isAsKubectlPrintsIt(long seconds, String expected) {
        assertThat(HumanAge.of(seconds)).isEqualTo(expected);
    }
}
