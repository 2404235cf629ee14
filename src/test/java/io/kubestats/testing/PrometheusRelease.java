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
        assumeTrue(has(name), name + " is not here: " + cure);
        return this == BUILT ? assets().resolve(name).toString() : name;
    }

    /** Whether that program of this release is on this machine. */
    public boolean has(String name) {
        return this == BUILT ? Files.isExecutable(assets().resolve(name)) : Programs.isInstalled(name);
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
