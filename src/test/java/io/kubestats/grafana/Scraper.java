package io.kubestats.grafana;

import io.kubestats.testing.Programs;
import io.kubestats.testing.PrometheusRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real Prometheus with our rules that scrapes demos every two seconds, each as two replicas. */
record Scraper(Program program, PrometheusClient metrics) implements AutoCloseable {
    static Scraper start(PrometheusRelease release, Path directory, List<DemoCluster> clusters) throws IOException {
        int port = Program.freePort();
        Path home = Files.createDirectory(directory.resolve(release.name()));
        StringBuilder targets = new StringBuilder();
        for (DemoCluster cluster : clusters) {
            for (String replica : List.of("replica-a", "replica-b")) {
                targets.append("      - {targets: [\"127.0.0.1:%d\"], labels: {cluster: \"%s\", instance: %s}}%n"
                        .formatted(cluster.port(), cluster.name(), replica));
            }
        }
        Path rules = Path.of("prometheus", "rules", "kubestats-recording.yaml").toAbsolutePath();
        Path config = Files.writeString(home.resolve("prometheus.yml"), """
                global: {scrape_interval: 2s, scrape_timeout: 2s, evaluation_interval: 2s}
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: kubestats
                    honor_labels: true
                    static_configs:
                %s""".formatted(rules, targets));
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
