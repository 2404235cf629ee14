package io.kubestats.demo;

import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodMeta;
import io.kubestats.config.DemoScenario;
import io.kubestats.demo.cluster.DemoConfig;
import io.kubestats.demo.cluster.SimulatedCluster;
import io.kubestats.model.NodeBatch;
import io.kubestats.testing.RecordedSummaries;
import java.util.List;
import java.util.Set;

/** A demo with a manual clock. Not thread-safe. */
public final class PassingDemo {
    private final DemoTime time = new DemoTime();
    private final SimulatedCluster cluster;

    public PassingDemo(DemoConfig config, Set<DemoScenario> scenarios) {
        this.cluster = new SimulatedCluster(config, time, scenarios);
    }

    /** Returns the batches of all kubelets at a time, in seconds after the start. */
    public NodeBatch[] batches(long seconds) {
        time.set(DemoTime.START + seconds);
        return cluster.nodes().stream()
                .map(node -> RecordedSummaries.batch(Answers.summaryTree(cluster, node)))
                .toArray(NodeBatch[]::new);
    }

    public List<NodeMeta> nodes() {
        return cluster.nodeMetas();
    }

    public List<PodMeta> pods() {
        return cluster.podMetas();
    }
}
