package io.kubestats.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerDetail;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.CpuPoint;
import io.kubestats.model.FsPoint;
import io.kubestats.model.InterfacePoint;
import io.kubestats.model.MemoryPoint;
import io.kubestats.model.NetworkPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.NodeDetail;
import io.kubestats.model.NodePoint;
import io.kubestats.model.NodePressureAverages;
import io.kubestats.model.PodDetail;
import io.kubestats.model.PodPoint;
import io.kubestats.model.PodRef;
import io.kubestats.model.PressureAverages;
import io.kubestats.model.PressurePoint;
import io.kubestats.model.Reading;
import io.kubestats.model.SwapPoint;
import io.kubestats.model.UsageDetail;
import io.kubestats.model.UsagePoint;
import io.kubestats.model.VolumePoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Recorded responses of real kubelets as batches, decoded independently of the streaming decoder, as trees. */
public final class RecordedSummaries {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RecordedSummaries() {}

    /** Returns the full response of a kubelet of that minor version, such as {@code 1.35}. */
    public static NodeBatch batch(String version) {
        return batch(read(version, "stats-summary.json"));
    }

    /** Returns the batch of a {@code /stats/summary} response. */
    public static NodeBatch batch(JsonNode summary) {
        JsonNode node = summary.path("node");
        NodePoint point = new NodePoint(
                usage(node), list(node.path("systemContainers"), RecordedSummaries::container), nodeDetail(node));
        List<PodPoint> pods = list(summary.path("pods"), RecordedSummaries::pod);
        return new NodeBatch(node.path("nodeName").asText(), AnswerForm.SUMMARY, point, pods, Map.of());
    }

    /** Returns the pods on the host's network, as {@code namespace/name}. */
    public static Set<String> hostNetworkPods(String version) {
        Set<String> names = new HashSet<>();
        for (JsonNode pod : read(version, "pods.json").path("items")) {
            if (pod.path("spec").path("hostNetwork").asBoolean()) {
                JsonNode metadata = pod.path("metadata");
                names.add(metadata.path("namespace").asText()
                        + '/'
                        + metadata.path("name").asText());
            }
        }
        return names;
    }

    private static JsonNode read(String version, String file) {
        String path = "/io/kubestats/demo/kubelet/" + version + '/' + file;
        try (InputStream in = Objects.requireNonNull(RecordedSummaries.class.getResourceAsStream(path), path)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NodeDetail nodeDetail(JsonNode node) {
        return new NodeDetail(
                time(node.path("startTime")),
                network(node.path("network")),
                fs(node.path("fs")),
                fs(node.path("runtime").path("imageFs")),
                fs(node.path("runtime").path("containerFs")),
                number(node.path("rlimit").path("curproc")),
                number(node.path("rlimit").path("maxpid")),
                pressure(node.path("io")),
                new NodePressureAverages(
                        averages(node.path("cpu")), averages(node.path("memory")), averages(node.path("io"))));
    }

    private static PodPoint pod(JsonNode pod) {
        JsonNode ref = pod.path("podRef");
        PodDetail detail = new PodDetail(
                network(pod.path("network")),
                list(pod.path("volume"), RecordedSummaries::volume),
                fs(pod.path("ephemeral-storage")),
                pressure(pod.path("io")),
                number(pod.path("process_stats").path("process_count")));
        return new PodPoint(
                new PodRef(
                        ref.path("namespace").asText(),
                        ref.path("name").asText(),
                        ref.path("uid").asText()),
                usage(pod),
                list(pod.path("containers"), RecordedSummaries::container),
                detail);
    }

    private static ContainerPoint container(JsonNode container) {
        ContainerDetail detail = new ContainerDetail(
                fs(container.path("rootfs")), fs(container.path("logs")), pressure(container.path("io")));
        return new ContainerPoint(container.path("name").asText(), usage(container), detail);
    }

    private static VolumePoint volume(JsonNode volume) {
        return new VolumePoint(
                volume.path("name").asText(), volume.path("pvcRef").path("name").asText(), fs(volume));
    }

    private static UsagePoint usage(JsonNode owner) {
        JsonNode cpu = owner.path("cpu");
        JsonNode memory = owner.path("memory");
        JsonNode swap = owner.path("swap");
        return new UsagePoint(
                time(owner.path("startTime")),
                new CpuPoint(
                        time(cpu.path("time")),
                        number(cpu.path("usageCoreNanoSeconds")),
                        number(cpu.path("usageNanoCores"))),
                new MemoryPoint(time(memory.path("time")), number(memory.path("workingSetBytes"))),
                new SwapPoint(time(swap.path("time")), number(swap.path("swapUsageBytes"))),
                new UsageDetail(
                        time(cpu.path("time")),
                        pressure(cpu),
                        time(memory.path("time")),
                        sum(memory, "workingSetBytes", "availableBytes"),
                        number(memory.path("usageBytes")),
                        number(memory.path("rssBytes")),
                        number(memory.path("pageFaults")),
                        number(memory.path("majorPageFaults")),
                        pressure(memory),
                        sum(swap, "swapUsageBytes", "swapAvailableBytes")));
    }

    private static long sum(JsonNode of, String one, String other) {
        return of.has(one) && of.has(other) ? number(of.path(one)) + number(of.path(other)) : Reading.ABSENT;
    }

    private static NetworkPoint network(JsonNode network) {
        return new NetworkPoint(
                time(network.path("time")),
                network.path("name").asText(),
                list(network.path("interfaces"), RecordedSummaries::networkInterface));
    }

    private static InterfacePoint networkInterface(JsonNode of) {
        return new InterfacePoint(
                of.path("name").asText(),
                number(of.path("rxBytes")),
                number(of.path("rxErrors")),
                number(of.path("txBytes")),
                number(of.path("txErrors")));
    }

    private static FsPoint fs(JsonNode fs) {
        return new FsPoint(
                time(fs.path("time")),
                number(fs.path("availableBytes")),
                number(fs.path("capacityBytes")),
                number(fs.path("usedBytes")),
                number(fs.path("inodesFree")),
                number(fs.path("inodes")),
                number(fs.path("inodesUsed")));
    }

    private static PressurePoint pressure(JsonNode of) {
        JsonNode psi = of.path("psi");
        return new PressurePoint(
                number(psi.path("some").path("total")), number(psi.path("full").path("total")));
    }

    private static PressureAverages averages(JsonNode of) {
        JsonNode some = of.path("psi").path("some");
        JsonNode full = of.path("psi").path("full");
        return new PressureAverages(
                percent(some.path("avg10")),
                percent(some.path("avg60")),
                percent(some.path("avg300")),
                percent(full.path("avg10")),
                percent(full.path("avg60")),
                percent(full.path("avg300")));
    }

    private static float percent(JsonNode of) {
        return of.isMissingNode() ? Float.NaN : (float) of.asDouble();
    }

    private static long number(JsonNode of) {
        return of.isMissingNode() ? Reading.ABSENT : of.asLong();
    }

    private static long time(JsonNode of) {
        return of.isMissingNode() ? Reading.ABSENT : Instant.parse(of.asText()).toEpochMilli();
    }

    private static <T> List<T> list(JsonNode of, Function<JsonNode, T> item) {
        List<T> items = new ArrayList<>();
        of.forEach(node -> items.add(item.apply(node)));
        return items;
    }
}
