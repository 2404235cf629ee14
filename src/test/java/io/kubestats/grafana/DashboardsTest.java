package io.kubestats.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubestats.exporter.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Golden test of {@code grafana/dashboards}, which is generated from the source in this package. */
class DashboardsTest {
    @Test
    void areCurrentAndAllThatIsShipped() throws IOException {
        for (Dashboard dashboard : Dashboards.all()) {
            Goldens.assertFile(ShippedDashboard.file(dashboard.uid()), Json.pretty(dashboard.json()));
        }

        List<Path> files = Dashboards.all().stream()
                .map(dashboard -> ShippedDashboard.file(dashboard.uid()))
                .toList();
        try (Stream<Path> shipped = Files.list(ShippedDashboard.DIRECTORY)) {
            assertThat(shipped).containsExactlyInAnyOrderElementsOf(files);
        }
    }
}
