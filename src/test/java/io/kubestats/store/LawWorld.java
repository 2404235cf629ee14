package io.kubestats.store;

import static io.kubestats.model.Reading.ABSENT;

import io.kubestats.model.AnswerForm;
import io.kubestats.model.ContainerPoint;
import io.kubestats.model.NodeBatch;
import io.kubestats.model.PodPoint;
import io.kubestats.testing.Samples;
import io.kubestats.testing.Samples.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The source of batches for laws: a few kubelets whose pods run, restart, move and are misreported. */
final class LawWorld {
    static final int NODES = 3;
    static final int PODS = 4;

    /** A fault of a container's next reading. */
    enum Fault {
        NONE,
        NO_CPU,
        NO_MEMORY,
        NOTHING,
        ZERO_CPU,
        ZERO_MEMORY,
        NO_RATE,
        ABSURD_RATE,
        WRONG_COUNTER
    }

    /** One container; its counter grows by the hundredth of a core for each percent of load. */
    static final class Container {
        final String name;
        Instant started;
        long coreNanoSeconds;
        long loadPercent;
        Fault fault = Fault.NONE;

        Container(String name, Instant started, long loadPercent) {
            this.name = name;
            this.started = started;
            this.loadPercent = loadPercent;
        }

        ContainerPoint point(Instant time, boolean told) {
            Reading reading = Samples.reading(time)
                    .startedAt(started)
                    .cpu(coreNanoSeconds)
                    .rate(loadPercent * 10_000_000)
                    .memory(1_000_000);
            Reading faulty =
                    switch (fault) {
                        case NONE -> reading;
                        case NO_CPU -> reading.cpu(ABSENT).rate(ABSENT);
                        case NO_MEMORY -> reading.memory(ABSENT);
                        case NOTHING -> Samples.reading(time);
                        case ZERO_CPU -> reading.cpu(0).rate(0);
                        case ZERO_MEMORY -> reading.memory(0);
                        case NO_RATE -> reading.rate(ABSENT);
                        case ABSURD_RATE -> reading.rate(Long.MAX_VALUE);
                        case WRONG_COUNTER -> reading.cpu(Long.MAX_VALUE / 2);
                    };
            return Samples.container(name, told ? faulty : faulty.rate(ABSENT));
        }
    }

    /** A pod; the nodes decide which of them reports it. */
    static final class Pod {
        final String name;
        String uid;
        Instant started;
        final List<Container> containers = new ArrayList<>();

        Pod(String name, String uid, Instant started) {
            this.name = name;
            this.uid = uid;
            this.started = started;
        }

        PodPoint point(Instant time, AnswerForm form) {
            boolean summary = form != AnswerForm.RESOURCE_METRICS;
            PodPoint plain = Samples.withUid(
                    Samples.pod(
                            "ns",
                            name,
                            containers.stream()
                                    .map(container -> container.point(time, summary))
                                    .toArray(ContainerPoint[]::new)),
                    summary ? uid : "");
            PodPoint pod = summary ? Samples.startedAt(plain, started) : plain;
            return form == AnswerForm.SUMMARY ? Samples.withDetail(pod, time.getEpochSecond()) : pod;
        }
    }

    /** A kubelet with its own clock. */
    static final class Node {
        final String name;
        long skewSeconds;
        long coreNanoSeconds = 1;
        final Map<String, Pod> pods = new TreeMap<>();
        final List<NodeBatch> sent = new ArrayList<>();

        Node(String name) {
            this.name = name;
        }
    }

    final Map<String, Node> nodes = new LinkedHashMap<>();
    private Instant now = StoreFixture.START;
    private int uids;

    LawWorld() {
        for (int i = 0; i < NODES; i++) {
            nodes.put("n" + i, new Node("n" + i));
        }
    }

    void pass(int seconds) {
        now = now.plusSeconds(seconds);
        for (Node node : nodes.values()) {
            node.coreNanoSeconds += seconds * Samples.CORE_SECOND;
            node.pods.values().stream()
                    .flatMap(pod -> pod.containers.stream())
                    .forEach(container -> container.coreNanoSeconds += seconds * container.loadPercent * 10_000_000);
        }
    }

    Node node(int number) {
        return nodes.values().stream().skip(number % NODES).findFirst().orElseThrow();
    }

    /** Adds the pod to the node. Its earlier node keeps reporting it, as a lagging kubelet does. */
    void start(Node node, int number, int loadPercent) {
        Instant started = now.plusSeconds(node.skewSeconds);
        Pod pod = new Pod("p" + number % PODS, "uid" + uids++, started);
        pod.containers.add(new Container("app", started, loadPercent));
        if (number % 2 == 0) {
            pod.containers.add(new Container("sidecar", started, 1));
        }
        node.pods.put(pod.name, pod);
    }

    void restart(Pod pod, Node node) {
        pod.containers.get(0).started = now.plusSeconds(node.skewSeconds);
        pod.containers.get(0).coreNanoSeconds = 1_000;
    }

    NodeBatch batch(Node node, AnswerForm form) {
        Instant time = now.plusSeconds(node.skewSeconds);
        Reading reading =
                Samples.reading(time).cpu(node.coreNanoSeconds).rate(1).memory(1_000_000_000);
        PodPoint[] pods =
                node.pods.values().stream().map(pod -> pod.point(time, form)).toArray(PodPoint[]::new);
        NodeBatch batch = form == AnswerForm.SUMMARY
                ? Samples.full(node.name, reading, pods)
                : Samples.batch(form, node.name, reading, pods);
        node.sent.add(batch);
        return batch;
    }
}
