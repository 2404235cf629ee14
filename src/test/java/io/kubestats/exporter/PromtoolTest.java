package io.kubestats.exporter;

import static io.kubestats.testing.ExpositionSamples.node;
import static io.kubestats.testing.ExpositionSamples.pod;
import static io.kubestats.testing.ExpositionSamples.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.model.NodeBatch;
import io.kubestats.testing.Programs;
import io.kubestats.testing.RecordedSummaries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exposition text under the linter of Prometheus. */
class PromtoolTest {
    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void needsPromtool() {
        assumeTrue(Programs.isInstalled("promtool"), "promtool is not installed (apt-get install prometheus)");
    }

    @Test
    void findsNothingInDataAndSelfMetrics() throws IOException, InterruptedException {
        NodeBatch sample = node("node-a", pod("shop", "cart-0", "app", "proxy"));
        String data = Expositions.write(
                ExpositionFormat.TEXT, Expositions.EVERY_FAMILY, RecordedSummaries.batch("1.35"), sample);
        String self = SelfSamples.text(
                SelfSamples.eventful(),
                List.of(SelfSamples.good("node-a"), SelfSamples.failing("node-b")),
                view(sample),
                ExpositionFormat.TEXT);

        assertThat(promtool(data + self, "check", "metrics")).isEmpty();
    }

    @Test
    void acceptsTheShippedConfiguration() throws IOException, InterruptedException {
        String said = promtool("", "check", "config", "prometheus/prometheus.yml");

        assertThat(said).contains("SUCCESS").doesNotContain("FAILED", "WARNING");
    }

    private String promtool(String input, String... arguments) throws IOException, InterruptedException {
        return Programs.run(directory, input, Duration.ofSeconds(20), Programs.command("promtool", arguments))
                .said();
    }
}
