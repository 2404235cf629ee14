package io.kubestats.grafana;

import io.kubestats.testing.Program;
import io.kubestats.testing.Programs;
import io.kubestats.testing.PrometheusRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A real Prometheus with the shipped rules that scrapes demos every two seconds, each as two replicas, and a
 * node_exporter on each of their nodes, with the labels of a pod in kube-prometheus and the label that the
 * documentation adds.
 */
record Scraper(Program program, PrometheusClient metrics) implements AutoCloseable {
    static Scraper start(
            PrometheusRelease release, Path directory, List<DemoCluster> clusters, FakeNodeExporter exporter)
            throws IOException {
        int port = Program.freePort();
        Path home = Files.createDirectory(directory.resolve(release.name()));
        StringBuilder targets = new StringBuilder();
        StringBuilder nodes = new StringBuilder();
        for (DemoCluster cluster : clusters) {
            for (String replica : List.of("replica-a", "replica-b")) {
                targets.append("      - {targets: [\"127.0.0.1:%d\"], labels: {cluster: \"%s\", instance: %s}}%n"
                        .formatted(cluster.port(), cluster.name(), replica));
            }
            for (String node : cluster.nodes()) {
                nodes.append("      - {targets: [\"127.0.0.1:%d\"], labels: {cluster: \"%s\", %s: %s}}%n"
                        .formatted(exporter.port(), cluster.name(), "__meta_kubernetes_pod_node_name", node));
            }
        }
        Path rules = Path.of("prometheus", "rules").toAbsolutePath();
        Path config = Files.writeString(home.resolve("prometheus.yml"), """
                global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 2s}
                rule_files: ["%1$s/kubestats-recording.yaml", "%1$s/kubestats-node-exporter.yaml"]
                scrape_configs:
                  - job_name: kubestats
                    honor_labels: true
                    static_configs:
                %2$s  - job_name: node-exporter
                    scrape_interval: 5s
                    relabel_configs:
                      - {source_labels: [__meta_kubernetes_pod_node_name], target_label: instance}
                      - {source_labels: [__meta_kubernetes_pod_node_name], target_label: node}
                    static_configs:
                %3$s""".formatted(rules, targets, nodes));
        Program program = Program.start(
                home.resolve("prometheus.log"),
                Programs.command(
                        release.program("prometheus"),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + home.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port));
        return new Scraper(program, new PrometheusClient(port));
    }

    @Override
    public void close() {
        program.close();
    }
}
