package io.kubestats.demo.cluster;

import io.kubestats.demo.cluster.Workload.ContainerSpec;
import io.kubestats.demo.cluster.Workload.Kind;
import io.kubestats.demo.cluster.Workload.VolumeKind;
import io.kubestats.demo.cluster.Workload.VolumeSpec;
import java.util.List;

/** The workloads of the simulated cluster. */
final class Workloads {
    /** The namespaces of these workloads, in addition to {@code default}. */
    static final List<String> NAMESPACES =
            List.of("batch", "data", "kube-system", "logging", "monitoring", "payments", "search", "shop");

    /** The static pods of a control-plane node. */
    static final List<Workload> CONTROL_PLANE = List.of(
            fromFile("etcd", "registry.k8s.io/etcd:3.6.5-0", 60, 120),
            fromFile("kube-apiserver", "registry.k8s.io/kube-apiserver:v1.35.2", 150, 420),
            fromFile("kube-controller-manager", "registry.k8s.io/kube-controller-manager:v1.35.2", 35, 90),
            fromFile("kube-scheduler", "registry.k8s.io/kube-scheduler:v1.35.2", 20, 50));

    /**
     * Workloads with a pod on every node, in this order, as far as they fit. Together they show every unusual kind of
     * pod.
     */
    static final List<Workload> EVERYWHERE = List.of(
            fromFile("kube-proxy", "registry.k8s.io/kube-proxy:v1.35.2", 8, 36),
            new Workload(
                    "shop",
                    "checkout",
                    Kind.DEPLOYMENT,
                    false,
                    List.of(
                            done("wait-for-ledger", "busybox:1.37"),
                            sidecar("envoy", "envoyproxy/envoy:v1.36.2", 25, 64),
                            app("checkout", "registry.example/shop/checkout:2.14.0", 180, 384, LoadProfile.BUSY)),
                    List.of(new VolumeSpec("scratch", VolumeKind.EMPTY_DIR))),
            new Workload(
                    "payments",
                    "ledger",
                    Kind.STATEFUL_SET,
                    false,
                    List.of(
                            app("postgres", "postgres:17.6", 140, 640, LoadProfile.STEADY),
                            free("exporter", "prometheuscommunity/postgres-exporter:v0.18.1", 6, 24, LoadProfile.IDLE)),
                    List.of(new VolumeSpec("data", VolumeKind.CLAIM))),
            new Workload(
                    "batch",
                    "settlement",
                    Kind.JOB,
                    false,
                    List.of(
                            ended("fetch", "registry.example/batch/fetch:1.8.2"),
                            app("settle", "registry.example/batch/settle:1.8.2", 220, 256, LoadProfile.SPIKY)),
                    List.of(new VolumeSpec("work", VolumeKind.EMPTY_DIR))),
            new Workload(
                    "search",
                    "indexer",
                    Kind.DEPLOYMENT,
                    false,
                    List.of(
                            new ContainerSpec(
                                    "warm-index",
                                    "registry.example/search/warm:0.9.4",
                                    ContainerRole.INIT_AT_WORK,
                                    60,
                                    160,
                                    true,
                                    LoadProfile.STEADY),
                            app("indexer", "registry.example/search/indexer:0.9.4", 200, 512, LoadProfile.STEADY)),
                    List.of(new VolumeSpec("index", VolumeKind.EMPTY_DIR))),
            daemon("monitoring", "node-exporter", true, "quay.io/prometheus/node-exporter:v1.10.2", 12, 28),
            daemon("logging", "fluent-bit", false, "fluent/fluent-bit:4.1.1", 20, 48),
            daemon("kube-system", "cilium", true, "quay.io/cilium/cilium:v1.18.3", 55, 210),
            new Workload(
                    "shop",
                    "recommendations",
                    Kind.DEPLOYMENT,
                    false,
                    List.of(app("model", "registry.example/shop/recommendations:5.0.1", 90, 320, LoadProfile.LEAKY)),
                    List.of(new VolumeSpec("cache", VolumeKind.EMPTY_DIR))));

    /** Workloads that fill the rest of a node, in rotation. */
    static final List<Workload> ELSEWHERE = List.of(
            deployment("shop", "frontend", "registry.example/shop/frontend:3.2.7", 120, 192, LoadProfile.BUSY),
            deployment("shop", "cart", "registry.example/shop/cart:1.19.0", 70, 160, LoadProfile.BUSY),
            deployment("payments", "gateway", "registry.example/payments/gateway:4.4.1", 95, 256, LoadProfile.STEADY),
            deployment("search", "query", "registry.example/search/query:0.9.4", 150, 768, LoadProfile.BUSY),
            stateful("data", "redis", "redis:8.2", 45, 220, LoadProfile.STEADY),
            deployment("shop", "catalog", "registry.example/shop/catalog:2.2.2", 60, 210, LoadProfile.STEADY),
            deployment("batch", "thumbnails", "registry.example/batch/thumbnails:1.1.0", 130, 140, LoadProfile.SPIKY),
            deployment("payments", "fraud", "registry.example/payments/fraud:2.0.9", 160, 480, LoadProfile.BUSY),
            deployment("kube-system", "coredns", "registry.k8s.io/coredns/coredns:v1.13.1", 15, 40, LoadProfile.STEADY),
            stateful("data", "kafka", "apache/kafka:4.1.0", 170, 900, LoadProfile.STEADY),
            deployment("monitoring", "grafana", "grafana/grafana:12.3.0", 25, 130, LoadProfile.IDLE),
            deployment("shop", "mail", "registry.example/shop/mail:1.0.3", 30, 90, LoadProfile.IDLE),
            deployment("search", "suggest", "registry.example/search/suggest:0.7.0", 50, 240, LoadProfile.STEADY),
            deployment("payments", "reports", "registry.example/payments/reports:1.5.5", 110, 300, LoadProfile.SPIKY),
            stateful("monitoring", "prometheus", "quay.io/prometheus/prometheus:v3.7.3", 160, 950, LoadProfile.STEADY),
            deployment("shop", "wishlist", "registry.example/shop/wishlist:0.4.2", 20, 110, LoadProfile.IDLE),
            deployment("data", "pgbouncer", "edoburu/pgbouncer:v1.24.1", 18, 30, LoadProfile.STEADY),
            deployment("batch", "feed-import", "registry.example/batch/feed-import:2.6.0", 90, 200, LoadProfile.SPIKY));

    private Workloads() {}

    private static Workload fromFile(String name, String image, int millicores, int mebibytes) {
        return new Workload(
                "kube-system",
                name,
                Kind.STATIC,
                true,
                List.of(free(name, image, millicores, mebibytes, LoadProfile.STEADY)),
                List.of());
    }

    private static Workload daemon(
            String namespace, String name, boolean hostNetwork, String image, int millicores, int mebibytes) {
        return new Workload(
                namespace,
                name,
                Kind.DAEMON_SET,
                hostNetwork,
                List.of(free(name, image, millicores, mebibytes, LoadProfile.STEADY)),
                List.of(new VolumeSpec("config", VolumeKind.CONFIG_MAP)));
    }

    private static Workload deployment(
            String namespace, String name, String image, int millicores, int mebibytes, LoadProfile profile) {
        return new Workload(
                namespace,
                name,
                Kind.DEPLOYMENT,
                false,
                List.of(app(name, image, millicores, mebibytes, profile)),
                List.of());
    }

    private static Workload stateful(
            String namespace, String name, String image, int millicores, int mebibytes, LoadProfile profile) {
        return new Workload(
                namespace,
                name,
                Kind.STATEFUL_SET,
                false,
                List.of(app(name, image, millicores, mebibytes, profile)),
                List.of(new VolumeSpec("data", VolumeKind.CLAIM)));
    }

    private static ContainerSpec app(String name, String image, int millicores, int mebibytes, LoadProfile profile) {
        return new ContainerSpec(name, image, ContainerRole.APP, millicores, mebibytes, true, profile);
    }

    private static ContainerSpec free(String name, String image, int millicores, int mebibytes, LoadProfile profile) {
        return new ContainerSpec(name, image, ContainerRole.APP, millicores, mebibytes, false, profile);
    }

    private static ContainerSpec sidecar(String name, String image, int millicores, int mebibytes) {
        return new ContainerSpec(name, image, ContainerRole.SIDECAR, millicores, mebibytes, true, LoadProfile.STEADY);
    }

    private static ContainerSpec done(String name, String image) {
        return new ContainerSpec(name, image, ContainerRole.INIT_DONE, 10, 16, false, LoadProfile.IDLE);
    }

    private static ContainerSpec ended(String name, String image) {
        return new ContainerSpec(name, image, ContainerRole.ENDED, 50, 64, true, LoadProfile.IDLE);
    }
}
