package io.kubestats.testing.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubestats.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The kinds of the Prometheus operator, without the operator: an API server that knows all of their fields. */
public final class PrometheusOperator {
    private static final Path DEFINITIONS = Programs.assets().resolve("prometheus-operator-crd");
    private static final String HOW =
            "the definitions of the Prometheus operator's kinds are not here: dev/assets" + " operator-crds";

    private PrometheusOperator() {}

    /** Registers the kinds at the API server; without the definitions the test is skipped. */
    public static void register(ControlPlane plane) throws IOException, InterruptedException {
        if (!Files.isDirectory(DEFINITIONS)) {
            System.err.println("SKIPPED: " + HOW);
        }
        assumeTrue(Files.isDirectory(DEFINITIONS), HOW);
        plane.kubectl("apply", "--server-side", "-f", DEFINITIONS.toString());
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                plane.kubectl("api-resources", "--api-group=monitoring.coreos.com", "-o", "name"))
                        .contains("servicemonitors", "podmonitors", "scrapeconfigs", "prometheusrules"));
    }
}
