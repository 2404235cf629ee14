package io.kubestats.metricsapi;

import io.kubestats.cluster.NodeCatalog;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodCatalog;
import io.kubestats.cluster.PodMeta;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.NodeView;
import io.kubestats.store.series.PodUsage;
import io.kubestats.testing.FakeUsageView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cluster of 1,000 nodes with 30 pods each for benchmarks, with the labels of typical workloads. */
final class BigCluster {
    private static final int NODES = 1000;
    private static final int PODS_PER_NODE = 30;
    private static final int PODS_PER_APP = 10;

    private final List<NodeMeta> nodes = new ArrayList<>();
    private final List<PodMeta> pods = new ArrayList<>();
    private final UsageView view;

    /** Creates the cluster with its pods distributed over a number of namespaces. */
    BigCluster(int namespaces) {
        List<NodeView> views = new ArrayList<>();
        for (int n = 0; n < NODES; n++) {
            String node = "ip-10-0-" + n / 250 + "-" + n % 250 + ".eu-central-1.compute.internal";
            nodes.add(new NodeMeta(node, Map.of("kubernetes.io/os", "linux")));
            PodUsage[] ofNode = new PodUsage[PODS_PER_NODE];
            for (int p = 0; p < PODS_PER_NODE; p++) {
                ofNode[p] = pod(n * PODS_PER_NODE + p, node, namespaces);
            }
            views.add(FakeUsageView.node(node, usage(n), ofNode));
        }
        view = FakeUsageView.of(1, views);
    }

    MetricsSource source(Clock clock) {
        return new MetricsSource(NodeCatalog.of(nodes), PodCatalog.of(pods), clock);
    }

    UsageView view() {
        return view;
    }

    private PodUsage pod(int i, String node, int namespaces) {
        int app = i / PODS_PER_APP;
        String hash = Integer.toHexString(0x10000000 + app * 7919);
        String namespace = "team-" + app % namespaces;
        String name = "service-" + app + "-" + hash + "-" + Integer.toString(i + 60_466_176, 36);
        Map<String, String> labels =
                Map.of("app.kubernetes.io/name", "service-" + app, "pod-template-hash", hash, "tier", "t" + app % 3);
        pods.add(new PodMeta(namespace, name, node, labels));
        return i % 3 == 0
                ? FakeUsageView.pod(namespace, name, container("service", i), container("istio-proxy", i + 1))
                : FakeUsageView.pod(namespace, name, container("service", i));
    }

    private static ContainerUsage container(String name, int i) {
        return new ContainerUsage(name, usage(i));
    }

    private static ResourceUsage usage(int i) {
        long timestamp = Shop.NOW.toEpochMilli() - i % 15_000;
        return new ResourceUsage(1_370_012L + i * 331L, 4096L * (1000 + i), timestamp, 15_000 + i % 97);
    }
}
