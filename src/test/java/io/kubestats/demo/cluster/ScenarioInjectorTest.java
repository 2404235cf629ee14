package io.kubestats.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.config.DemoScenario;
import io.kubestats.demo.Answers;
import io.kubestats.demo.DemoTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that each scenario causes its fault, and no other. */
class ScenarioInjectorTest {
    private static final DemoConfig SIZE = DemoConfig.of(8, 12);
    private static final int SECOND_BEFORE = 59;
    private static final int LATER = 900;

    private final DemoTime time = new DemoTime();
    private final long start = time.instant().getEpochSecond();
    private final SimulatedCluster well = new SimulatedCluster(SIZE, time);

    @ParameterizedTest
    @EnumSource
    void isWellForAMinuteAndTellsWhatComes(DemoScenario scenario) {
        SimulatedCluster cluster = new SimulatedCluster(SIZE, time, Set.of(scenario));
        time.set(start + SECOND_BEFORE);

        assertThat(cluster.faults())
                .singleElement()
                .satisfies(told -> assertThat(cluster.nodes())
                        .filteredOn(node -> told.contains(node.name()))
                        .hasSize(1));
        if (scenario != DemoScenario.MEMORY_LEAK) {
            assertThat(summaries(cluster)).isEqualTo(summaries(well));
        }
    }

    @ParameterizedTest
    @EnumSource
    void touchesOneNodeAlone(DemoScenario scenario) {
        SimulatedCluster cluster = new SimulatedCluster(SIZE, time, Set.of(scenario));
        time.set(start + LATER);

        List<String> untouched = summaries(cluster);
        untouched.retainAll(summaries(well));

        assertThat(untouched).hasSizeGreaterThanOrEqualTo(SIZE.nodes() - 1);
    }

    @Test
    void givesEachScenarioANodeOfItsOwn() {
        SimulatedCluster cluster = new SimulatedCluster(SIZE, time, Set.of(DemoScenario.values()));

        assertThat(cluster.faults()).hasSize(DemoScenario.values().length);
        assertThat(cluster.nodes())
                .filteredOn(node -> cluster.faults().stream().anyMatch(told -> told.contains(node.name())))
                .hasSize(DemoScenario.values().length)
                .noneMatch(node -> node.labels().containsKey("node-role.kubernetes.io/control-plane"));
    }

    @Test
    void findsANodeInTheSmallestClusterToo() {
        SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(1, 9), time, Set.of(DemoScenario.values()));

        assertThat(cluster.faults()).hasSize(DemoScenario.values().length);
    }

    @Test
    void fillsTheDiskAndAnEmptyDir() {
        JsonNode node = later(DemoScenario.DISK_FILLING);

        JsonNode disk = node.at("/node/fs");
        assertThat(disk.path("availableBytes").asDouble()
                        / disk.path("capacityBytes").asDouble())
                .isBetween(0.0, 0.1);
        assertThat(pod(node).at("/ephemeral-storage/usedBytes").asLong()).isBetween(3800L << 20, 4096L << 20);
    }

    @Test
    void leaksToJustBelowTheLimit() {
        JsonNode memory = StreamSupport.stream(
                        pod(later(DemoScenario.MEMORY_LEAK)).path("containers").spliterator(), false)
                .filter(container -> container.path("name").asText().equals("checkout"))
                .findFirst()
                .orElseThrow()
                .path("memory");

        double available = memory.path("availableBytes").asDouble();
        assertThat(available / (available + memory.path("workingSetBytes").asDouble()))
                .isCloseTo(0.03, within(0.001));
    }

    @Test
    void holdsAllTasksUpForHalfOfTheTime() {
        JsonNode node = later(DemoScenario.PRESSURE).path("node");

        for (String resource : List.of("cpu", "memory", "io")) {
            assertThat(node.at("/" + resource + "/psi/full/avg60").asDouble())
                    .as(resource)
                    .isBetween(45.0, 60.0);
        }
    }

    private JsonNode later(DemoScenario scenario) {
        SimulatedCluster cluster = new SimulatedCluster(SIZE, time, Set.of(scenario));
        time.set(start + LATER);
        String told = cluster.faults().get(0);
        return cluster.nodes().stream()
                .filter(node -> told.contains(node.name()))
                .map(node -> Answers.summaryTree(cluster, node))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode pod(JsonNode summary) {
        return StreamSupport.stream(summary.path("pods").spliterator(), false)
                .filter(pod -> pod.at("/podRef/name").asText().startsWith("checkout-"))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> summaries(SimulatedCluster cluster) {
        return new ArrayList<>(cluster.nodes().stream()
                .map(node -> Answers.summary(cluster, node, false))
                .toList());
    }
}
