package io.kubestats.metricsapi;

import io.kubestats.cluster.NodeCatalog;
import io.kubestats.cluster.NodeMeta;
import io.kubestats.cluster.PodCatalog;
import io.kubestats.cluster.PodMeta;
import io.kubestats.metricsapi.discovery.DiscoveryAnswers;
import io.kubestats.metricsapi.discovery.OpenApiAnswers;
import io.kubestats.metricsapi.discovery.VersionInfo;
import io.kubestats.model.ResourceUsage;
import io.kubestats.store.UsageView;
import io.kubestats.store.series.ContainerUsage;
import io.kubestats.store.series.PodUsage;
import io.kubestats.testing.FakeUsageView;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A small test cluster: two nodes with usage and one without, three pods with usage and one without. */
final class Shop {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final VersionInfo VERSION =
            new VersionInfo("1", "37", "v1.37.0", "0123abcd", "2026-01-01T00:00:00Z", "java17", "linux/amd64");
    private static final Map<String, String> WEB = Map.of("app", "web", "tier", "true", "a.b/c", "");
    private static final Map<String, String> ZONE = Map.of("zone", "a");

    private Shop() {}

    static UsageView view() {
        return FakeUsageView.of(
                1,
                List.of(
                        FakeUsageView.node("n1", node(), pod("kube-system", "dns"), pod("shop", "web-0")),
                        FakeUsageView.node("n2", node(), pod("shop", "web-1")),
                        FakeUsageView.nodeWithoutUsage("n9")));
    }

    static NodeCatalog nodes() {
        return NodeCatalog.of(List.of(new NodeMeta("n9", ZONE), new NodeMeta("n2", ZONE), new NodeMeta("n1", ZONE)));
    }

    static PodCatalog pods() {
        return PodCatalog.of(List.of(
                new PodMeta("shop", "web-1", "n2", WEB),
                new PodMeta("shop", "web-0", "n1", WEB),
                new PodMeta("shop", "pending", "n1", WEB),
                new PodMeta("kube-system", "dns", "n1", Map.of())));
    }

    static MetricsApi api() {
        return api(new MetricsSource(nodes(), pods(), CLOCK));
    }

    static MetricsApi api(MetricsSource source) {
        return new MetricsApi(
                new ObjectAnswers(source, CLOCK, MetricsApiObserver.NOOP),
                new DiscoveryAnswers(),
                new OpenApiAnswers(CLOCK),
                VERSION);
    }

    private static ResourceUsage node() {
        return new ResourceUsage(1_000_000_000, 123_456_789, NOW.toEpochMilli(), 20_051);
    }

    private static PodUsage pod(String namespace, String name) {
        return FakeUsageView.pod(
                namespace, name, container("web", 1_370_012, 42_233_856), container("side", 2_000_000, 52_428_800));
    }

    private static ContainerUsage container(String name, long nanoCores, long bytes) {
        return new ContainerUsage(name, new ResourceUsage(nanoCores, bytes, NOW.toEpochMilli(), 15_062));
    }
}
