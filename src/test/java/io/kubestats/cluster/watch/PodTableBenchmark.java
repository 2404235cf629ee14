package io.kubestats.cluster.watch;

import io.kubestats.cluster.PodMeta;
import io.kubestats.cluster.selector.LabelSelector;
import io.kubestats.cluster.selector.SelectorSyntaxException;
import io.kubestats.config.KeyChoice;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Benchmark of the tables with 150,000 pods and 5,000 nodes: bytes per object, printed by the set-up, and the time of
 * the first query after a pod has changed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PodTableBenchmark {
    private static final int PODS = 150_000;
    private static final int NODES = 5_000;
    private static final int PODS_PER_WORKLOAD = 10;
    private static final int NAMESPACES = 200;

    /** Whether container ids are kept, two per pod. */
    @Param("false")
    public boolean containerIds;

    private final AtomicLong nanos = new AtomicLong();
    private PodTable pods = new PodTable(nanos::get);
    private NodeTable nodes = new NodeTable(all -> {});
    private int next;

    /** Fills the tables through the decoders, as a list does. */
    @Setup
    public void fill() throws IOException {
        long before = heap();
        pods = new PodTable(nanos::get);
        PodDecoder decoder = new PodDecoder(new Interner(1 << 18), KeyChoice.NONE, containerIds);
        pods.beginList();
        for (int i = 0; i < PODS; i++) {
            pods.put(DecodedList.json(decoder, pod(i)));
        }
        pods.endList();
        // Each namespace creates its index on the first query by label.
        for (int i = 0; i < NAMESPACES; i++) {
            pods.pods("namespace-" + i, selector());
        }
        long withPods = heap();
        nodes = new NodeTable(all -> {});
        NodeDecoder nodeDecoder = new NodeDecoder(new Interner(1 << 18), KeyChoice.NONE);
        nodes.beginList();
        for (int i = 0; i < NODES; i++) {
            nodes.put(DecodedList.json(nodeDecoder, node(i)));
        }
        nodes.endList();
        long withNodes = heap();
        System.out.printf(
                "%d bytes a pod, %d bytes a node%n", (withPods - before) / PODS, (withNodes - withPods) / NODES);
        if (nodes.size() != NODES || decoder.hashCode() == 0) {
            throw new IllegalStateException();
        }
    }

    /** Changes the labels of one pod, then queries a workload of its namespace, as the HPA does. */
    @Benchmark
    public List<PodMeta> questionAfterAChange() {
        int pod = next++ % PODS;
        pods.put(new PodMeta("namespace-" + pod % NAMESPACES, name(pod), "node-1", Map.of("app", "x" + next)));
        nanos.addAndGet(PodTable.PUBLISH_EVERY.toNanos());
        return pods.pods("namespace-" + pod % NAMESPACES, selector());
    }

    private static LabelSelector selector() {
        try {
            return LabelSelector.parse("app.kubernetes.io/name=workload-7");
        } catch (SelectorSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(int pod) {
        return "workload-" + pod / PODS_PER_WORKLOAD + "-7d4b9c" + Integer.toString(pod / PODS_PER_WORKLOAD, 36) + "-"
                + Integer.toString(pod * 7919 + 60_466_176, 36);
    }

    private static String pod(int pod) {
        int workload = pod / PODS_PER_WORKLOAD;
        return "{\"metadata\":{\"name\":\"" + name(pod) + "\",\"namespace\":\"namespace-" + pod % NAMESPACES
                + "\",\"uid\":\"u\",\"resourceVersion\":\"1\",\"labels\":{\"app.kubernetes.io/instance\":\"workload-"
                + workload + "\",\"app.kubernetes.io/managed-by\":\"Helm\",\"app.kubernetes.io/name\":\"workload-"
                + workload + "\",\"helm.sh/chart\":\"workload-1.2.3\",\"pod-template-hash\":\"7d4b9c"
                + Integer.toString(workload, 36) + "\",\"team\":\"team-" + workload % 20
                + "\"},\"ownerReferences\":[{\"kind\":\"ReplicaSet\",\"name\":\"workload-" + workload + "-7d4b9c"
                + Integer.toString(workload, 36) + "\",\"controller\":true}]},\"spec\":{\"nodeName\":\"node-"
                + pod % NODES
                + ".eu-central-1.compute.internal\",\"priorityClassName\":\"business\",\"containers\":["
                + container(
                        "app",
                        "registry.example.com/team-" + workload % 20 + "/workload-" + workload + ":1.2.3",
                        100 + workload % 30 * 50)
                + "," + container("proxy", "docker.io/envoyproxy/envoy:v1.30.2", 50)
                + "]},\"status\":{\"qosClass\":\"Burstable\",\"containerStatuses\":["
                + status("app", pod) + "," + status("proxy", PODS + pod) + "]}}";
    }

    private static String container(String name, String image, int size) {
        return "{\"name\":\"" + name + "\",\"image\":\"" + image + "\",\"resources\":{\"requests\":{\"cpu\":\"" + size
                + "m\",\"memory\":\"" + size + "Mi\"},\"limits\":{\"memory\":\"" + 2 * size + "Mi\"}}}";
    }

    private static String status(String name, int id) {
        return "{\"name\":\"" + name + "\",\"containerID\":\"containerd://" + "%064x".formatted(id) + "\"}";
    }

    private static String node(int node) {
        StringBuilder labels = new StringBuilder("\"kubernetes.io/hostname\":\"node-" + node + "\"");
        for (int i = 0; i < 18; i++) {
            labels.append(",\"example.org/label-")
                    .append(i)
                    .append("\":\"value-")
                    .append(node % 7)
                    .append('"');
        }
        return """
                {"metadata":{"name":"node-%1$d.eu-central-1.compute.internal","labels":{%2$s}},"status":{
                "addresses":[{"type":"InternalIP","address":"10.0.%3$d.%4$d"},{"type":"Hostname","address":"%1$d"}],
                "daemonEndpoints":{"kubeletEndpoint":{"Port":10250}},
                "capacity":{"cpu":"16","memory":"65806460Ki","ephemeral-storage":"203056560Ki","pods":"110"},
                "allocatable":{"cpu":"15890m","memory":"6200%1$dKi","ephemeral-storage":"186060052Ki","pods":"110"},
                "nodeInfo":{"kubeletVersion":"v1.35.2","containerRuntimeVersion":"containerd://2.2.1",
                "operatingSystem":"linux","architecture":"amd64","osImage":"Debian GNU/Linux 12 (bookworm)",
                "kernelVersion":"6.1.0-40-amd64"}}}""".formatted(node, labels, node / 250, node % 250);
    }

    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
