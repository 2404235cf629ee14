package io.kubestats.testing.controlplane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kubestats.testing.FakeAnswer;
import io.kubestats.testing.FakeIdentity;
import io.kubestats.testing.FakeKubelet;
import io.kubestats.tls.PrivateKeys;
import io.kubestats.tls.TlsContexts;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A node object and its kubelet on loopback, which reports the usage of pods that a test sets. Counters grow in real
 * time.
 */
public final class SimulatedNode implements AutoCloseable {
    private final Instant started = Instant.now().minus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    private final ControlPlane plane;
    private final String name;
    private final Map<String, Use> pods = new ConcurrentHashMap<>();
    private final FakeKubelet kubelet;
    private volatile Duration ahead = Duration.ZERO;

    private SimulatedNode(ControlPlane plane, String name, FakeKubelet kubelet) {
        this.plane = plane;
        this.name = name;
        this.kubelet = kubelet;
        kubelet.answer("/stats/summary", this::summary);
        kubelet.answer("/stats/summary?only_cpu_and_memory=true", this::summary);
        kubelet.answer("/metrics/resource", this::resourceMetrics);
    }

    /** Creates a node whose kubelet has a certificate for its identity, signed by the cluster's authority. */
    public static SimulatedNode create(ControlPlane plane, String name) throws IOException, InterruptedException {
        return create(plane, NodeShape.named(name));
    }

    /** Creates a node of another shape. */
    public static SimulatedNode create(ControlPlane plane, NodeShape shape) throws IOException, InterruptedException {
        return create(plane, shape, plane.cluster().issue("O=system:nodes,CN=system:node:" + shape.name()));
    }

    /** Creates a node whose kubelet has a self-signed certificate, as with stock kubeadm. */
    public static SimulatedNode createSelfSigned(ControlPlane plane, String name)
            throws IOException, InterruptedException {
        Authority own = new Authority(name + "-ca@1700000000");
        return create(plane, NodeShape.named(name), own.issue("CN=" + name + "@1700000000", name));
    }

    /** Creates a node of this shape whose kubelet has the certificate {@code identity}. */
    public static SimulatedNode create(ControlPlane plane, NodeShape shape, Authority.Identity identity)
            throws IOException, InterruptedException {
        FakeKubelet kubelet = FakeKubelet.secure(shown(identity), shape.listensOn());
        SimulatedNode node = new SimulatedNode(plane, shape.name(), kubelet);
        plane.apply(shape.object());
        plane.kubectl(
                "patch",
                "node",
                shape.name(),
                "--subresource=status",
                "--type=merge",
                "-p",
                shape.status(kubelet.endpoint().getPort()));
        return node;
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns the kubelet, for other responses. */
    public FakeKubelet kubelet() {
        return kubelet;
    }

    /** Sets the kubelet's clock ahead by a duration, or behind if it is negative. */
    public void setClock(Duration ahead) {
        this.ahead = ahead;
    }

    /** Creates a pod that runs here, with one container called {@code main}. */
    public void run(String namespace, String pod, String label, long nanocores, long bytes)
            throws IOException, InterruptedException {
        String[] pair = label.split("=", 2);
        plane.apply("""
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s","namespace":"%s","labels":{"%s":"%s"}},
                 "spec":{"nodeName":"%s","containers":[{"name":"main","image":"none"}]}}
                """.formatted(pod, namespace, pair[0], pair[1], name));
        isRunning(namespace, pod, nanocores, bytes);
    }

    /** Starts a pod that is bound to this node. */
    public void isRunning(String namespace, String pod, long nanocores, long bytes)
            throws IOException, InterruptedException {
        use(namespace, pod, nanocores, bytes);
        plane.kubectl(
                "patch",
                "pod",
                pod,
                "-n",
                namespace,
                "--subresource=status",
                "--type=merge",
                "-p",
                "{\"status\":{\"phase\":\"Running\",\"startTime\":\"" + started
                        + "\",\"conditions\":[{\"type\":\"Ready\","
                        + "\"status\":\"True\",\"lastTransitionTime\":\"" + started
                        + "\"}],\"containerStatuses\":[{\"name\":\"main\",\"ready\":true,\"image\":\"none\","
                        + "\"imageID\":\"none\",\"restartCount\":0,\"state\":{\"running\":{\"startedAt\":\"" + started
                        + "\"}}}]}}");
    }

    /** Sets the usage of a pod from now on. */
    public void use(String namespace, String pod, long nanocores, long bytes) {
        // Truncated to a whole second like the counters; otherwise a rate since the start would be below the usage.
        Instant now = clock().truncatedTo(ChronoUnit.SECONDS);
        pods.compute(namespace + "/" + pod, (key, before) -> {
            if (before == null) {
                return new Use(now, 0, now, nanocores, bytes);
            }
            boolean changes = before.nanocores != nanocores || before.bytes != bytes;
            return changes ? new Use(before.start, before.counter(now), now, nanocores, bytes) : before;
        });
    }

    /** Stops a pod. */
    public void forget(String namespace, String pod) {
        pods.remove(namespace + "/" + pod);
    }

    /** Stops the kubelet. */
    public void die() {
        kubelet.close();
    }

    @Override
    public void close() {
        kubelet.close();
        try {
            for (String pod : pods.keySet()) {
                String[] parts = pod.split("/", 2);
                plane.kubectl("delete", "pod", parts[1], "-n", parts[0], "--force", "--ignore-not-found");
            }
            plane.kubectl("delete", "node", name, "--ignore-not-found");
        } catch (IOException | RuntimeException e) {
            // The API server may be stopped on purpose.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Instant clock() {
        return Instant.now().plus(ahead);
    }

    /** Returns the node's CPU time in nanoseconds: of its pods, and a second of its own. */
    private long nodeCounter(Instant now) {
        return 1_000_000_000
                + pods.values().stream().mapToLong(pod -> pod.counter(now)).sum();
    }

    /** Returns the node's memory: of its pods, and a byte of its own, since zero means that it was not measured. */
    private long nodeBytes() {
        return 1 + pods.values().stream().mapToLong(Use::bytes).sum();
    }

    private FakeAnswer summary() {
        Instant now = clock();
        String use = pods.entrySet().stream()
                .map(entry -> pod(entry.getKey(), entry.getValue(), now))
                .collect(Collectors.joining(","));
        long cpu = pods.values().stream().mapToLong(Use::nanocores).sum();
        return FakeAnswer.dated(
                now,
                FakeAnswer.json(("{\"node\":{\"nodeName\":\"" + name + "\",\"startTime\":\"" + started + "\","
                                + cpu(now, cpu, nodeCounter(now)) + "," + memory(now, nodeBytes())
                                + "},\"pods\":[" + use + "]}")
                        .getBytes(UTF_8)));
    }

    private FakeAnswer resourceMetrics() {
        Instant now = clock();
        long at = now.truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
        StringBuilder text = new StringBuilder();
        text.append("node_cpu_usage_seconds_total ")
                .append(nodeCounter(now) / 1e9)
                .append(' ')
                .append(at)
                .append('\n');
        text.append("node_memory_working_set_bytes ")
                .append(nodeBytes())
                .append(' ')
                .append(at)
                .append('\n');
        pods.forEach((key, use) -> {
            String[] parts = key.split("/", 2);
            String labels = "{container=\"main\",namespace=\"" + parts[0] + "\",pod=\"" + parts[1] + "\"} ";
            text.append("container_start_time_seconds")
                    .append(labels)
                    .append(use.start.getEpochSecond())
                    .append('\n');
            text.append("container_cpu_usage_seconds_total").append(labels).append(use.counter(now) / 1e9);
            text.append(' ').append(at).append('\n');
            text.append("container_memory_working_set_bytes").append(labels).append(use.bytes);
            text.append(' ').append(at).append('\n');
        });
        return FakeAnswer.dated(now, FakeAnswer.gzip(text.toString()));
    }

    private String pod(String key, Use use, Instant now) {
        String[] parts = key.split("/", 2);
        String both = cpu(now, use.nanocores, use.counter(now)) + "," + memory(now, use.bytes);
        return "{\"podRef\":{\"name\":\"" + parts[1] + "\",\"namespace\":\"" + parts[0] + "\",\"uid\":\"" + parts[1]
                + "\"},\"startTime\":\"" + use.start + "\"," + both
                + ",\"containers\":[{\"name\":\"main\",\"startTime\":\"" + use.start + "\"," + both + "}]}";
    }

    private static String cpu(Instant now, long nanocores, long counter) {
        return "\"cpu\":{\"time\":\"" + now.truncatedTo(ChronoUnit.SECONDS) + "\",\"usageNanoCores\":" + nanocores
                + ",\"usageCoreNanoSeconds\":" + counter + "}";
    }

    private static String memory(Instant now, long bytes) {
        return "\"memory\":{\"time\":\"" + now.truncatedTo(ChronoUnit.SECONDS) + "\",\"usageBytes\":" + bytes
                + ",\"workingSetBytes\":" + bytes + ",\"rssBytes\":" + bytes + "}";
    }

    private static FakeIdentity shown(Authority.Identity identity) {
        try {
            return new FakeIdentity(
                    TlsContexts.certificates(identity.certificate().getBytes(UTF_8))
                            .get(0),
                    PrivateKeys.first(identity.key().getBytes(UTF_8)));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The usage of a pod that started at {@code start}: {@code nanocores} since {@code since}, when its counter was
     * {@code base}.
     */
    private record Use(Instant start, long base, Instant since, long nanocores, long bytes) {
        long counter(Instant now) {
            return base + Math.max(0, ChronoUnit.SECONDS.between(since, now)) * nanocores;
        }
    }
}
