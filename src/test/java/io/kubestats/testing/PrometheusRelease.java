package io.kubestats.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;

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
        return this == BUILT ? Programs.assets().resolve(name).toString() : name;
    }

    /** Whether that program of this release is on this machine. */
    public boolean has(String name) {
        return this == BUILT ? Files.isExecutable(Programs.assets().resolve(name)) : Programs.isInstalled(name);
    }
}
