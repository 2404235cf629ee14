package io.kubestats.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.cluster.NamespaceLister;
import io.kubestats.cluster.NodeCatalog;
import io.kubestats.cluster.PodCatalog;
import io.kubestats.config.DemoScenario;
import io.kubestats.demo.PassingDemo;
import io.kubestats.demo.cluster.DemoConfig;
import io.kubestats.exporter.families.ExpositionFormat;
import io.kubestats.exporter.families.ObjectFacts;
import io.kubestats.testing.Programs;
import io.kubestats.testing.PrometheusRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hours of the demo, which {@code promtool test rules} simulates in seconds: alerts fire if something is wrong. */
class DemoAlertsTest {
    private static final int MINUTES = 90;
    private static final String FIRING = "count by (alertname) (ALERTS{alertstate=\"firing\"})";

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @EnumSource
    void noneFiresWhileAllIsWell(PrometheusRelease release) throws IOException, InterruptedException {
        String promtool = release.program("promtool");
        RuleTest test = new RuleTest(series(Set.of()));
        for (int minute = 0; minute <= MINUTES; minute++) {
            test.expect(minute, FIRING);
        }

        assertThat(answer(promtool, test)).contains("SUCCESS").doesNotContain("FAILED");
    }

    @ParameterizedTest
    @EnumSource
    void oneFiresForALeak(PrometheusRelease release) throws IOException, InterruptedException {
        String promtool = release.program("promtool");
        RuleTest test = new RuleTest(series(Set.of(DemoScenario.MEMORY_LEAK)));
        test.expect(1, FIRING);
        test.expect(12, FIRING, "{alertname=\"KubestatsContainerMemoryFillingUp\"}");

        assertThat(answer(promtool, test)).contains("SUCCESS").doesNotContain("FAILED");
    }

    /** Returns the samples of scraping the demo once a minute. */
    private static RecordedSeries series(Set<DemoScenario> scenarios) {
        PassingDemo demo = new PassingDemo(DemoConfig.of(4, 9), scenarios);
        ObjectFacts facts =
                ObjectFacts.of(NodeCatalog.of(demo.nodes()), PodCatalog.of(demo.pods()), NamespaceLister.NONE);
        RecordedSeries series = new RecordedSeries();
        for (int minute = 0; minute <= MINUTES; minute++) {
            String text = Expositions.write(
                    facts, ExpositionFormat.TEXT, ExpositionConfig.defaults().families(), demo.batches(60L * minute));
            series.add(minute, text + "up{job=\"kubestats\"} 1\n");
        }
        return series;
    }

    private String answer(String promtool, RuleTest test) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("test.yaml"), test.yaml());
        return Programs.run(
                        directory,
                        "",
                        Duration.ofMinutes(2),
                        Programs.command(promtool, "test", "rules", file.toString()))
                .said();
    }
}
