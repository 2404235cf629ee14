package io.kubestats.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.config.FamilyChoice;
import io.kubestats.config.MetricsConfig;
import io.kubestats.config.NameChoice;
import io.kubestats.exporter.ExpositionConfig;
import io.kubestats.exporter.MetricFamily;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From flags about {@code /metrics} to what is written. */
class ExpositionsTest {
    @Test
    void writesWhatIsOnByDefaultWithoutFlags() {
        assertThat(Expositions.of(MetricsConfig.defaults()).families())
                .isEqualTo(ExpositionConfig.defaults().families())
                .contains(MetricFamily.POD_CPU_WAITING)
                .doesNotContain(MetricFamily.POD_PAGE_FAULTS);
    }

    @Test
    void oneSwitchTurnsPressureOff() {
        Set<MetricFamily> families = families(new FamilyChoice(List.of(), true, NameChoice.ALL));

        assertThat(families).isNotEmpty().noneMatch(MetricFamily::isPressure);
    }

    @Test
    void writesOptInFamiliesWhenAskedFor() {
        String name = MetricFamily.POD_PAGE_FAULTS.metricName();

        Set<MetricFamily> families = families(new FamilyChoice(List.of(name), false, NameChoice.ALL));

        EnumSet<MetricFamily> expected =
                EnumSet.copyOf(ExpositionConfig.defaults().families());
        expected.add(MetricFamily.POD_PAGE_FAULTS);
        assertThat(families).isEqualTo(expected);
    }

    @Test
    void writesWhatIsAllowedAndNotDenied() {
        NameChoice names =
                new NameChoice(List.of("kubestats_pod_memory_.*", "kubestats_node_pids"), List.of(".*_rss_.*"));

        Set<MetricFamily> families = families(new FamilyChoice(List.of(), false, names));

        assertThat(families)
                .containsExactly(
                        MetricFamily.NODE_PIDS,
                        MetricFamily.POD_MEMORY_USAGE,
                        MetricFamily.POD_MEMORY_WORKING_SET,
                        MetricFamily.POD_MEMORY_AVAILABLE);
    }

    @Test
    void matchesNamespacesFromEndToEnd() {
        NameChoice namespaces = new NameChoice(List.of("team-.*", "shop"), List.of("team-test"));

        ExpositionConfig config = Expositions.of(new MetricsConfig(FamilyChoice.DEFAULT, namespaces, 0, List.of()));

        assertThat(List.of("team-a", "shop", "shop-2", "team-test", "myteam-a", "team-test-2"))
                .filteredOn(config.namespaces())
                .containsExactly("team-a", "shop", "team-test-2");
    }

    private static Set<MetricFamily> families(FamilyChoice choice) {
        return Expositions.of(new MetricsConfig(choice, NameChoice.ALL, 0, List.of()))
                .families();
    }
}
