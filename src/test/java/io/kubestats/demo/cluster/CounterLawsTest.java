package io.kubestats.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.demo.Answers;
import io.kubestats.demo.DemoTime;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CounterLawsTest {
    private static final long COUNTED_NANOS = 2;

    /** The memory ratio above which alerts report growing containers. */
    private static final double NEAR_LIMIT = 0.75;

    private final DemoTime time = new DemoTime();
    private final SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(4, 12), time);

    @Property(tries = 200)
    void rateBetweenAnyTwoAnswersIsTheLoad(
            @ForAll @IntRange(max = 3) int nodeNumber,
            @ForAll @IntRange(max = 100_000) int at,
            @ForAll @IntRange(max = 5_000) int later) {
        SimulatedNode node = cluster.nodes().get(nodeNumber);
        JsonNode before = answer(node, at);
        JsonNode after = answer(node, at + later);

        for (int i = 0; i < node.pods().size(); i++) {
            SimulatedPod pod = node.pods().get(i);
            List<SimulatedContainer> listed =
                    pod.containers().stream().filter(pod::listed).toList();
            for (int j = 0; j < listed.size(); j++) {
                SimulatedContainer container = listed.get(j);
                String path = "/pods/" + i + "/containers/" + j;
                if (pod.runs(container)) {
                    checkContainer(container, before.at(path), after.at(path));
                }
            }
        }
    }

    @Property(tries = 200)
    void countersOfPodsAndNodesNeverFall(
            @ForAll @IntRange(max = 3) int nodeNumber,
            @ForAll @IntRange(max = 100_000) int at,
            @ForAll @IntRange(max = 5_000) int later) {
        SimulatedNode node = cluster.nodes().get(nodeNumber);

        JsonNode before = answer(node, at);
        JsonNode after = answer(node, at + later);

        checkCounters(before.get("node"), after.get("node"));
        for (int i = 0; i < node.pods().size(); i++) {
            checkCounters(before.at("/pods/" + i), after.at("/pods/" + i));
        }
    }

    @Property(tries = 200)
    void noContainerComesNearItsLimitOfMemory(@ForAll @IntRange(max = 100_000) int at) {
        SimulatedCluster usual = new SimulatedCluster(DemoConfig.of(20, 30), time);

        assertThat(usual.nodes().stream()
                        .flatMap(node -> node.pods().stream())
                        .flatMap(pod -> pod.containers().stream())
                        .filter(container -> container.resources().limited()))
                .allMatch(container -> container.workingSetBytes(DemoTime.START + at)
                        < NEAR_LIMIT * container.resources().limitBytes());
    }

    @Example
    void aLeakFillsMemoryUntilTheContainerStartsAgain() {
        SimulatedNode node = cluster.nodes().get(0);
        SimulatedContainer leaky = node.pods().stream()
                .flatMap(pod -> pod.containers().stream())
                .filter(container -> container.life().lengthSeconds() > 0)
                .findFirst()
                .orElseThrow();
        long start = leaky.life().start(DemoTime.START) + leaky.life().lengthSeconds();

        long most = leaky.workingSetBytes(start - 1);

        assertThat(most).isGreaterThan(leaky.workingSetBytes(start) * 3 / 2);
        assertThat(leaky.cpuSeconds(start + 1)).isLessThan(leaky.cpuSeconds(start - 1));
        assertThat(leaky.life().restarts(start)).isEqualTo(leaky.life().restarts(start - 1) + 1);
    }

    private static void checkContainer(SimulatedContainer container, JsonNode before, JsonNode after) {
        long from = second(before);
        long to = second(after);
        assertThat(Math.floorMod(from, SamplingSchedule.PERIOD_SECONDS)).isEqualTo(Math.floorMod(to, 10));
        if (!before.get("startTime").equals(after.get("startTime"))) {
            assertThat(container.life().lengthSeconds()).isPositive();
            return;
        }
        double load = container.cpu().total(to) - container.cpu().total(from);
        long counted = nanos(after) - nanos(before);
        assertThat(counted).isNotNegative().isCloseTo((long) (load * 1e9), within(COUNTED_NANOS));
        assertThat(after.at("/cpu/usageNanoCores").asDouble())
                .isLessThanOrEqualTo(container.cpu().peak() * 1e9 + COUNTED_NANOS);
    }

    private static void checkCounters(JsonNode before, JsonNode after) {
        for (String path : List.of(
                "/cpu/usageCoreNanoSeconds",
                "/cpu/psi/some/total",
                "/cpu/psi/full/total",
                "/memory/pageFaults",
                "/memory/majorPageFaults",
                "/network/rxBytes",
                "/network/txBytes")) {
            assertThat(after.at(path).asLong())
                    .as(path)
                    .isGreaterThanOrEqualTo(before.at(path).asLong());
        }
        assertThat(after.at("/cpu/psi/full/total").asLong())
                .isLessThanOrEqualTo(after.at("/cpu/psi/some/total").asLong());
    }

    private JsonNode answer(SimulatedNode node, int seconds) {
        time.set(DemoTime.START + seconds);
        return Answers.summaryTree(cluster, node);
    }

    private static long second(JsonNode thing) {
        return Instant.parse(thing.at("/cpu/time").asText()).getEpochSecond();
    }

    private static long nanos(JsonNode thing) {
        return thing.at("/cpu/usageCoreNanoSeconds").asLong();
    }
}
