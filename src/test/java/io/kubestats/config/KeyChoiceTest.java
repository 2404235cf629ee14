package io.kubestats.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyChoiceTest {
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    @ParameterizedTest
    @CsvSource({
        "app, app, true",
        "app, application, false",
        "*, anything.example/at-all, true",
        "topology.kubernetes.io/*, topology.kubernetes.io/zone, true",
        "topology.kubernetes.io/*, topology.kubernetes.io/, true",
        "topology.kubernetes.io/*, zone, false",
        "*/name, app.kubernetes.io/name, true",
        "*/name, name, false",
        "app*name, app.kubernetes.io/name, true",
        "aba*aba, aba, false",
    })
    void letsAKeyAndWhatAStarStandsFor(String pattern, String key, boolean lets) {
        assertThat(new KeyChoice(List.of("other", pattern)).lets(key)).isEqualTo(lets);
    }

    @Test
    void letsWhatKubectlRemembersInByItsFullNameAlone() {
        assertThat(new KeyChoice(List.of("*", "kubectl.kubernetes.io/*")).lets(LAST_APPLIED))
                .isFalse();
        assertThat(new KeyChoice(List.of("*", LAST_APPLIED)).lets(LAST_APPLIED)).isTrue();
    }

    @Test
    void letsNothingInWhereNothingIsWanted() {
        assertThat(KeyChoice.NONE.isEmpty()).isTrue();
        assertThat(KeyChoice.NONE.lets("app")).isFalse();
    }
}
