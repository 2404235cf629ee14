package io.kubestats.exporter.families;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.KeyChoice;
import io.kubestats.config.MetadataChoice;
import io.kubestats.config.ObjectKeys;
import io.kubestats.model.Lane;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricFamilyTest {
    @ParameterizedTest
    @EnumSource
    void hasANameInTheHousesForm(MetricFamily family) {
        assertThat(family.metricName())
                .matches("kubestats_(node|system_container|pod|container|volume|namespace)_[a-z_]+[a-z]")
                .doesNotEndWith("_created");
        assertThat(family.help()).matches("[A-Z][^\\\\\"\n%]+\\.");
        assertThat(family.labels()).first().isIn("node", "namespace");
    }

    @ParameterizedTest
    @EnumSource
    void countsInBaseUnits(MetricFamily family) {
        String name = family.metricName();

        assertThat(family.type().equals("counter")).isEqualTo(name.endsWith("_total"));
        assertThat(family.encoding() == DecimalScale.WHOLE)
                .as("everything but bytes and plain numbers is made a base unit")
                .isEqualTo(family.unit().equals("bytes") || family.unit().isEmpty());
    }

    @Test
    void usesEveryNameOnce() {
        assertThat(MetricFamily.values()).extracting(MetricFamily::metricName).doesNotHaveDuplicates();
    }

    @Test
    void hasTheCatalogueOnByDefault() {
        List<String> optIn = Arrays.stream(MetricFamily.values())
                .filter(family -> !family.isOnByDefault()
                        && family.keys(MetadataChoice.NONE).isEmpty())
                .map(MetricFamily::metricName)
                .toList();

        assertThat(optIn)
                .containsExactlyInAnyOrder(
                        "kubestats_node_pressure_cpu_waiting_ratio",
                        "kubestats_node_pressure_cpu_stalled_ratio",
                        "kubestats_node_pressure_memory_waiting_ratio",
                        "kubestats_node_pressure_memory_stalled_ratio",
                        "kubestats_node_pressure_io_waiting_ratio",
                        "kubestats_node_pressure_io_stalled_ratio",
                        "kubestats_system_container_memory_page_faults_total",
                        "kubestats_system_container_memory_major_page_faults_total",
                        "kubestats_pod_memory_page_faults_total",
                        "kubestats_pod_memory_major_page_faults_total",
                        "kubestats_pod_ephemeral_storage_capacity_bytes",
                        "kubestats_pod_ephemeral_storage_available_bytes",
                        "kubestats_pod_sample_timestamp_seconds",
                        "kubestats_container_memory_page_faults_total",
                        "kubestats_container_rootfs_capacity_bytes",
                        "kubestats_container_rootfs_available_bytes",
                        "kubestats_container_logs_capacity_bytes",
                        "kubestats_container_logs_available_bytes",
                        "kubestats_container_id_info",
                        "kubestats_container_sample_timestamp_seconds");
    }

    @Test
    void turnsOnLabelsAndAnnotationsByWhatIsAllowed() {
        KeyChoice team = new KeyChoice(List.of("team"));
        ObjectKeys ofPods = new ObjectKeys(KeyChoice.NONE, team, KeyChoice.NONE);

        MetadataChoice choice = new MetadataChoice(ofPods, ObjectKeys.NONE);

        assertThat(MetricFamily.values())
                .filteredOn(family -> family.keys(choice).isPresent())
                .hasSize(6)
                .noneMatch(MetricFamily::isOnByDefault)
                .filteredOn(family -> !family.keys(choice).get().isEmpty())
                .containsExactly(MetricFamily.POD_LABELS);
    }

    @Test
    void feedsUsageFromTheFastLane() {
        assertThat(MetricFamily.CONTAINER_CPU_USAGE.lane()).contains(Lane.FAST);
        assertThat(MetricFamily.NODE_BOOT_TIME.lane()).contains(Lane.FULL);
        assertThat(MetricFamily.POD_RECEIVE_BYTES.lane()).contains(Lane.FULL);
        assertThat(MetricFamily.CONTAINER_IO_WAITING.lane()).contains(Lane.FULL);
    }
}
