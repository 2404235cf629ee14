package io.kubestats.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.model.KubeletTarget;
import java.net.URI;
import org.junit.jupiter.api.Test;

class KubeletLocationTest {
    private static final URI ENDPOINT = URI.create("https://10.0.0.7:10250");

    @Test
    void asksForResourceMetricsAtThePathOfTheTarget() {
        KubeletTarget target = new KubeletTarget("n1", ENDPOINT, 110, "/custom/metrics");

        assertThat(new KubeletLocation(target, KubeletQuery.RESOURCE_METRICS).uri())
                .hasToString("https://10.0.0.7:10250/custom/metrics");
        assertThat(new KubeletLocation(target, KubeletQuery.FULL_SUMMARY).uri())
                .hasToString("https://10.0.0.7:10250/stats/summary");
        assertThat(new KubeletLocation(new KubeletTarget("n1", ENDPOINT), KubeletQuery.RESOURCE_METRICS).uri())
                .hasToString("https://10.0.0.7:10250/metrics/resource");
    }
}
