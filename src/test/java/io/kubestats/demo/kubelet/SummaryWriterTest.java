package io.kubestats.demo.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubestats.demo.Answers;
import io.kubestats.demo.DemoTime;
import io.kubestats.demo.cluster.DemoConfig;
import io.kubestats.demo.cluster.KubeletVersion;
import io.kubestats.demo.cluster.SamplingSchedule;
import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.demo.cluster.SimulatedNode;
import io.kubestats.demo.cluster.SimulatedPod;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SummaryWriterTest {
    private final DemoTime time = new DemoTime();
    private final SimulatedCluster cluster = new SimulatedCluster(DemoConfig.of(12, 30), time);

    @ParameterizedTest
    @EnumSource
    void hasTheShapeOfTheRecordedAnswer(KubeletVersion version) {
        Set<String> recorded = Answers.paths(Answers.tree(Answers.recorded(version, "stats-summary.json")));

        Set<String> simulated = paths(version, false);

        // No recorded pod has a persistent volume claim; these are the fields of the API's types.
        recorded.add(".pods[].volume[].pvcRef.name:STRING");
        recorded.add(".pods[].volume[].pvcRef.namespace:STRING");
        assertThat(simulated).isEqualTo(recorded);
    }

    @Test
    void leavesOutWhatIsNeitherCpuNorMemory() {
        Set<String> recorded =
                Answers.paths(Answers.tree(Answers.recorded(KubeletVersion.V1_37, "stats-summary-cpu-memory.json")));

        Set<String> simulated = paths(KubeletVersion.V1_37, true);

        assertThat(simulated).isEqualTo(recorded);
    }

    @ParameterizedTest
    @EnumSource
    void isIndentedAndOrderedAsTheKubeletDoes(KubeletVersion version) throws JsonProcessingException {
        JsonNode recorded = Answers.tree(Answers.recorded(version, "stats-summary.json"));
        SimulatedNode node = node(version);

        String simulated = Answers.summary(cluster, node, false);

        JsonNode tree = Answers.tree(simulated);
        assertThat(simulated).isEqualTo(indented(tree));
        assertThat(keys(tree.get("node"))).isEqualTo(keys(recorded.get("node")));
        List<String> fullest = StreamSupport.stream(recorded.get("pods").spliterator(), false)
                .map(SummaryWriterTest::keys)
                .max(Comparator.comparingInt(List::size))
                .orElseThrow();
        assertThat(keys(tree.get("pods").get(1))).isEqualTo(fullest);
    }

    @Test
    void timeStampsAreNotInTheFutureNorOld() {
        time.set(DemoTime.START + 3607);

        for (SimulatedNode node : cluster.nodes()) {
            JsonNode tree = Answers.summaryTree(cluster, node);

            tree.findParents("usageCoreNanoSeconds")
                    .forEach(cpu -> assertThat(age(cpu)).isBetween(1L, 10L));
            tree.findParents("workingSetBytes")
                    .forEach(memory -> assertThat(age(memory)).isBetween(1L, 10L));
            tree.findParents("usedBytes")
                    .forEach(filesystem -> assertThat(age(filesystem)).isBetween(0L, 80L));
            tree.findParents("startTime")
                    .forEach(thing -> assertThat(second(thing.get("startTime"))).isLessThan(DemoTime.START + 3607));
        }
    }

    /** A real kubelet never changes a sample; Prometheus rejects a second value for a timestamp. */
    @Test
    void saysTheSameOfTheSameTime() {
        SimulatedNode node = cluster.nodes().get(0);
        Map<String, JsonNode> told = new HashMap<>();

        for (int i = 0; i < 200; i += 4) {
            time.set(DemoTime.START + i);
            JsonNode tree = Answers.summaryTree(cluster, node);
            for (JsonNode pod : tree.get("pods")) {
                for (JsonNode volume : pod.path("volume")) {
                    String key = pod.at("/podRef/name") + "/" + volume.get("name") + volume.get("time");

                    assertThat(told.getOrDefault(key, volume)).as(key).isEqualTo(volume);
                    told.put(key, volume);
                }
            }
        }
    }

    @Test
    void readsEachContainerEveryTenSeconds() {
        SimulatedNode node = cluster.nodes().get(0);
        Set<Long> phases = new HashSet<>();

        for (int i = 0; i < 30; i++) {
            time.set(DemoTime.START + i);
            JsonNode container = Answers.summaryTree(cluster, node).at("/pods/0/containers/0");
            phases.add(second(container.at("/cpu/time")) % SamplingSchedule.PERIOD_SECONDS);
        }

        assertThat(phases).hasSize(1);
    }

    @Test
    void nodeHoldsWhatItsPodsHold() {
        for (int minute = 0; minute < 30; minute++) {
            time.set(DemoTime.START + minute * 61L);
            for (SimulatedNode node : cluster.nodes()) {
                JsonNode tree = Answers.summaryTree(cluster, node);

                assertThat(tree.at("/node/memory/workingSetBytes").asLong())
                        .isGreaterThan(sum(tree, "/memory/workingSetBytes"));
                assertThat(tree.at("/node/cpu/usageCoreNanoSeconds").asLong())
                        .isGreaterThan(sum(tree, "/cpu/usageCoreNanoSeconds"));
                assertThat(tree.at("/node/fs/usedBytes").asLong())
                        .isGreaterThan(sum(tree, "/ephemeral-storage/usedBytes"));
                assertThat(tree.at("/node/memory/availableBytes").asLong()).isPositive();
                assertThat(tree.at("/node/cpu/usageNanoCores").asLong())
                        .isBetween(1L, node.capacity().cores() * 1_000_000_000L);
            }
        }
    }

    @Test
    void podHoldsWhatItsContainersHold() {
        SimulatedNode node = cluster.nodes().get(0);

        for (SimulatedPod pod : node.pods()) {
            long second = DemoTime.START;
            double containers = pod.containers().stream()
                    .filter(pod::runs)
                    .mapToDouble(container -> container.cpuSeconds(second))
                    .sum();
            long bytes = pod.containers().stream()
                    .filter(pod::runs)
                    .mapToLong(container -> container.workingSetBytes(second))
                    .sum();

            assertThat(pod.cpuSeconds(second)).isGreaterThan(containers);
            assertThat(pod.workingSetBytes(second)).isGreaterThan(bytes);
        }
    }

    @Test
    void loadsMove() {
        SimulatedNode node = cluster.nodes().get(0);
        Set<Long> rates = new TreeSet<>();

        for (int i = 0; i < 20; i++) {
            time.set(DemoTime.START + i * 15L);
            rates.add(Answers.summaryTree(cluster, node)
                    .at("/node/cpu/usageNanoCores")
                    .asLong());
        }

        assertThat(rates).hasSizeGreaterThan(10);
    }

    @Test
    void sameSeedGivesTheSameAnswer() {
        SimulatedCluster again = new SimulatedCluster(DemoConfig.of(12, 30), new DemoTime());
        SimulatedCluster other = new SimulatedCluster(new DemoConfig(12, 30, 99), new DemoTime());

        String answer = Answers.summary(cluster, cluster.nodes().get(3), false);

        assertThat(Answers.summary(again, again.nodes().get(3), false)).isEqualTo(answer);
        assertThat(Answers.summary(other, other.nodes().get(3), false)).isNotEqualTo(answer);
    }

    private Set<String> paths(KubeletVersion version, boolean onlyCpuAndMemory) {
        Set<String> paths = new TreeSet<>();
        cluster.nodes().stream()
                .filter(node -> node.version() == version)
                .forEach(node ->
                        paths.addAll(Answers.paths(Answers.tree(Answers.summary(cluster, node, onlyCpuAndMemory)))));
        return paths;
    }

    private SimulatedNode node(KubeletVersion version) {
        return cluster.nodes().stream()
                .filter(node -> node.version() == version)
                .findFirst()
                .orElseThrow();
    }

    private long age(JsonNode block) {
        return time.instant().getEpochSecond() - second(block.get("time"));
    }

    private static long second(JsonNode stamp) {
        return Instant.parse(stamp.asText()).getEpochSecond();
    }

    private static long sum(JsonNode tree, String path) {
        return StreamSupport.stream(tree.get("pods").spliterator(), false)
                .mapToLong(pod -> pod.at(path).asLong())
                .sum();
    }

    private static List<String> keys(JsonNode object) {
        Iterable<String> names = object::fieldNames;
        return StreamSupport.stream(names.spliterator(), false).toList();
    }

    private static String indented(JsonNode tree) throws JsonProcessingException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        DefaultIndenter oneSpace = new DefaultIndenter(" ", "\n");
        printer.indentArraysWith(oneSpace);
        printer.indentObjectsWith(oneSpace);
        return new ObjectMapper().writer(printer).writeValueAsString(tree);
    }
}
