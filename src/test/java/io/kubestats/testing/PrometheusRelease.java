package io.kubestats.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;

/** The releases of Prometheus under test: an old one from the distribution and a current one. */
public enum PrometheusRelease {
    /** The release on the PATH. */
    INSTALLED("apt-get install prometheus"),
    /** The release that dev/assets builds. */
    BUILT("dev/assets prometheus");

    private final String cure;

    PrometheusRelease(String cure) {
        this.cure = cure;
    }

    /** Returns {@code prometheus} or {@code promtool} of this release; without it the test is skipped. */
    public String program(String name) {
        assumeTrue(has(name), name + " is not here: " + cure);
        return this == BUILT ? Programs.assets().resolve(name).toString() : name;
    }

    /** Returns whether this release has that program on this machine. */
    public boolean has(String name) {
        return this == BUILT ? Files.isExecutable(Programs.assets().resolve(name)) : Programs.isInstalled(name);
    }
}
