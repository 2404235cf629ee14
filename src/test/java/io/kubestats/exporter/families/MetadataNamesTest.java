package io.kubestats.exporter.families;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compatibility with the names of kube-state-metrics, so that existing queries keep working. */
class MetadataNamesTest {
    @ParameterizedTest
    @CsvSource({
        "app, label_app",
        "app.kubernetes.io/name, label_app_kubernetes_io_name",
        "pod-template-hash, label_pod_template_hash",
        "camelCase, label_camel_case",
        "snake_camelCase, label_snake_camel_case",
        "HTTPServer, label_httpserver",
        "aBcD, label_a_bc_d",
        "v2Beta, label_v2_beta",
        "0_app, label_0_app",
        "_app, label__app",
        "a/B, label_a_b",
        "zürich, label_z_rich",
    })
    void makesSnakeCaseOfKeys(String key, String name) {
        assertThat(MetadataNames.of(MetadataKind.LABELS, key)).isEqualTo(name);
    }

    @Test
    void tellsAnnotationsFromLabels() {
        assertThat(MetadataNames.of(MetadataKind.ANNOTATIONS, "prometheus.io/scrape"))
                .isEqualTo("annotation_prometheus_io_scrape");
    }

    @Test
    void seesWhereTwoKeysBecomeOneName() {
        assertThat(MetadataNames.clash(List.of())).isFalse();
        assertThat(MetadataNames.clash(List.of("a", "b", "c"))).isFalse();
        assertThat(MetadataNames.clash(List.of("a", "b", "a"))).isTrue();
    }

    @Test
    void numbersThoseInTheirOrderAndLeavesTheOthers() {
        assertThat(MetadataNames.distinct(List.of("x", "y", "x", "z", "x")))
                .containsExactly("x_conflict1", "y", "x_conflict2", "z", "x_conflict3");
    }

    @Test
    void stepsOverANumberThatSomebodyHas() {
        assertThat(MetadataNames.distinct(List.of("x_conflict1", "x", "x")))
                .containsExactly("x_conflict1", "x_conflict2", "x_conflict3");
    }
}
