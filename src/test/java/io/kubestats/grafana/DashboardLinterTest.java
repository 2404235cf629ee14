package io.kubestats.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubestats.testing.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Grafana's own dashboard linter, if it is installed; {@link DashboardRulesTest} covers its rules elsewhere. */
class DashboardLinterTest {
    private static final String LINTER = "dashboard-linter";
    private static final String EXCLUSIONS =
            Path.of("grafana", ".lint").toAbsolutePath().toString();

    @TempDir
    private Path directory = Path.of("");

    @ParameterizedTest
    @MethodSource
    void findsNothing(String dashboard) throws IOException, InterruptedException {
        assumeTrue(
                Programs.isInstalled(LINTER),
                LINTER + " is not on the PATH: build it from a checkout of github.com/grafana/dashboard-linter");

        String file = ShippedDashboard.file(dashboard).toString();
        Programs.Answer answer = Programs.run(
                directory,
                "",
                Duration.ofMinutes(1),
                Programs.command(LINTER, "lint", "--strict", "--config", EXCLUSIONS, file));

        assertThat(answer.said()).doesNotContain("❌", "⚠");
        assertThat(answer.exitCode()).as(answer.said()).isZero();
    }

    static Stream<String> findsNothing() {
        return ShippedDashboard.all().stream().map(ShippedDashboard::uid);
    }
}
