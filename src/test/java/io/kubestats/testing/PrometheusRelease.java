package io.kubestats.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The releases of Prometheus that the tests ask: an old one, as distributions have it, and a current one. */
public enum PrometheusRelease {
    /** What is on the PATH. */
    INSTALLED("apt-get install prometheus"),
    /** What dev/assets has built. */
    BUILT("dev/assets prometheus");

    private final String cure;

    PrometheusRelease(String cure) {
        this.cure = cure;
    }

    /** {@code prometheus} or {@code promtool} of this release; without it the test is skipped. */
    public String program(String name) {
        Path built = assets().resolve(name);
        boolean there = this == BUILT ? Files.isExecutable(built) : Programs.isInstalled(name);
        assumeTrue(there, name + " is not here: " + cure);
        return this == BUILT ? built.toString() : name;
    }

    private static Path assets() {
        return Optional.ofNullable(System.getenv("KUBEBUILDER_ASSETS"))
                .map(Path::of)
                .orElseGet(() -> cache().resolve("kubestats").resolve("assets"));
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
    }
}
