package io.kubestats.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.watch.WantedFacts;
import io.kubestats.config.FamilyChoice;
import io.kubestats.config.KeyChoice;
import io.kubestats.config.MetadataChoice;
import io.kubestats.config.MetricsConfig;
import io.kubestats.config.NameChoice;
import io.kubestats.config.ObjectKeys;
import io.kubestats.config.SampleTimes;
import io.kubestats.exporter.ExpositionConfig;
import io.kubestats.exporter.families.MetricFamily;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the effect of flags on {@code /metrics}. */
class ExpositionsTest {
    private static final MetadataChoice TEAM = new MetadataChoice(
            new ObjectKeys(KeyChoice.NONE, new KeyChoice(List.of("team")), KeyChoice.NONE), ObjectKeys.NONE);

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

        ExpositionConfig config = Expositions.of(new MetricsConfig(
                FamilyChoice.DEFAULT, namespaces, 0, List.of(), MetadataChoice.NONE, SampleTimes.NONE));

        assertThat(List.of("team-a", "shop", "shop-2", "team-test", "myteam-a", "team-test-2"))
                .filteredOn(config.namespaces())
                .containsExactly("team-a", "shop", "team-test-2");
    }

    @Test
    void writesTheFamiliesOfLabelsThatAreAllowed() {
        MetricsConfig config =
                new MetricsConfig(FamilyChoice.DEFAULT, NameChoice.ALL, 0, List.of(), TEAM, SampleTimes.NONE);

        Set<MetricFamily> families = Expositions.of(config).families();

        EnumSet<MetricFamily> expected =
                EnumSet.copyOf(ExpositionConfig.defaults().families());
        expected.add(MetricFamily.POD_LABELS);
        assertThat(families).isEqualTo(expected);
        assertThat(Expositions.of(config).metadata()).isEqualTo(TEAM);
    }

    @Test
    void writesTheTimesThatAreWanted() {
        SampleTimes times = new SampleTimes(true, false);

        assertThat(Expositions.of(new MetricsConfig(
                                FamilyChoice.DEFAULT, NameChoice.ALL, 0, List.of(), MetadataChoice.NONE, times))
                        .times())
                .isEqualTo(times);
    }

    @ParameterizedTest
    @CsvSource({
        "kubestats_container_id_info, none, true",
        "kubestats_container_id_info, .*_info, false",
        "none, none, false"
    })
    void keepsTheIdsOfContainersIfTheyAreWritten(String optIn, String denied, boolean kept) {
        FamilyChoice families = new FamilyChoice(List.of(optIn), false, new NameChoice(List.of(), List.of(denied)));

        MetricsConfig config = new MetricsConfig(families, NameChoice.ALL, 0, List.of(), TEAM, SampleTimes.NONE);

        assertThat(Expositions.wanted(config)).isEqualTo(new WantedFacts(TEAM, kept));
    }

    @Test
    void saysWhatTurnsFamiliesOfLabelsOn() {
        NameChoice names = new NameChoice(List.of("kubestats_pod_labels", "kubestats_node_labels"), List.of());
        FamilyChoice families = new FamilyChoice(List.of("kubestats_pod_labels"), false, names);

        assertThat(Expositions.problems(
                        new MetricsConfig(families, NameChoice.ALL, 0, List.of(), TEAM, SampleTimes.NONE)))
                .containsExactly(
                        "--metrics-opt-in \"kubestats_pod_labels\": is on where --metric-labels or"
                                + " --metric-annotations allows a key",
                        "--metrics-allow \"kubestats_node_labels\": matches only families that are off; see"
                                + " --metrics-opt-in, --metrics-no-pressure, --metric-labels and --metric-annotations");
    }

    private static Set<MetricFamily> families(FamilyChoice choice) {
        return Expositions.of(
                        new MetricsConfig(choice, NameChoice.ALL, 0, List.of(), MetadataChoice.NONE, SampleTimes.NONE))
                .families();
    }
}
