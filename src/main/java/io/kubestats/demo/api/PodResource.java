package io.kubestats.demo.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.demo.cluster.ContainerRole;
import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.demo.cluster.SimulatedContainer;
import io.kubestats.demo.cluster.SimulatedNode;
import io.kubestats.demo.cluster.SimulatedPod;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** {@code pods}. */
public final class PodResource implements CoreResource<PodResource.PlacedPod> {
    private static final String NONE = "<none>";
    private static final List<Column> COLUMNS = List.of(
            new Column("Name", false),
            new Column("Ready", false),
            new Column("Status", false),
            new Column("Restarts", false),
            new Column("Age", false),
            new Column("IP", true),
            new Column("Node", true),
            new Column("Nominated Node", true),
            new Column("Readiness Gates", true));

    private final SimulatedCluster cluster;
    private final List<PlacedPod> pods;

    /** A pod and its node. */
    public record PlacedPod(SimulatedNode node, SimulatedPod pod) {}

    PodResource(SimulatedCluster cluster) {
        this.cluster = cluster;
        this.pods = cluster.nodes().stream()
                .flatMap(node -> node.pods().stream().map(pod -> new PlacedPod(node, pod)))
                .sorted(Comparator.comparing((PlacedPod placed) -> placed.pod().namespace())
                        .thenComparing(placed -> placed.pod().name()))
                .toList();
    }

    @Override
    public String plural() {
        return "pods";
    }

    @Override
    public String shortName() {
        return "po";
    }

    @Override
    public String kind() {
        return "Pod";
    }

    @Override
    public boolean namespaced() {
        return true;
    }

    @Override
    public List<PlacedPod> all() {
        return pods;
    }

    @Override
    public String name(PlacedPod item) {
        return item.pod().name();
    }

    @Override
    public String namespace(PlacedPod item) {
        return item.pod().namespace();
    }

    @Override
    public Map<String, String> labels(PlacedPod item) {
        return item.pod().labels();
    }

    @Override
    public Map<String, String> fields(PlacedPod item) {
        return Map.of(
                "metadata.name", item.pod().name(),
                "metadata.namespace", item.pod().namespace(),
                "spec.nodeName", item.node().name(),
                "status.phase", PodObject.phase(item.pod()));
    }

    @Override
    public ObjectNode metadata(PlacedPod item) {
        return PodObject.metadata(item.pod());
    }

    @Override
    public ObjectNode object(PlacedPod item) {
        return PodObject.of(item, cluster.nowSecond());
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void cells(PlacedPod item, ArrayNode cells) {
        SimulatedPod pod = item.pod();
        long now = cluster.nowSecond();
        cells.add(pod.name())
                .add(ready(pod))
                .add(status(pod))
                .add(restarts(pod, now))
                .add(HumanAge.of(now - pod.startSecond()))
                .add(pod.address())
                .add(item.node().name())
                .add(NONE)
                .add(NONE);
    }

    /** Returns the READY column, which counts sidecars but no other init containers. */
    private static String ready(SimulatedPod pod) {
        List<SimulatedContainer> counted = pod.containers().stream()
                .filter(container -> !container.role().init() || container.role() == ContainerRole.SIDECAR)
                .toList();
        return counted.stream().filter(pod::runs).count() + "/" + counted.size();
    }

    private static String status(SimulatedPod pod) {
        if (!pod.running()) {
            List<SimulatedContainer> init = pod.containers().stream()
                    .filter(container -> container.role().init())
                    .toList();
            long done = init.stream()
                    .filter(container -> container.role() != ContainerRole.INIT_AT_WORK)
                    .count();
            return "Init:" + done + "/" + init.size();
        }
        return PodObject.ready(pod) ? "Running" : "NotReady";
    }

    private static String restarts(SimulatedPod pod, long now) {
        int restarts = 0;
        long last = 0;
        for (SimulatedContainer container : pod.containers()) {
            int own = container.life().restarts(now);
            restarts += own;
            if (own > 0) {
                last = Math.max(last, container.life().start(now));
            }
        }
        return restarts == 0 ? "0" : restarts + " (" + HumanAge.of(now - last) + " ago)";
    }
}
