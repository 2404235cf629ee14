package io.kubestats.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Version, revision and date of the build.
 *
 * @param version the release, for example {@code 0.1.0}
 * @param revision the commit, or {@code unknown} if the build did not know it
 * @param buildDate the build's date, RFC 3339; fixed by the build so that the jar is reproducible
 */
record BuildInfo(String version, String revision, String buildDate) {
    BuildInfo {
        requireNonNull(version, "version");
        requireNonNull(revision, "revision");
        requireNonNull(buildDate, "buildDate");
    }

    /** Reads the properties that the build wrote beside this class. */
    static BuildInfo read() {
        Properties properties = new Properties();
        try (@Nullable InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            properties.load(requireNonNull(in, "build.properties"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new BuildInfo(
                properties.getProperty("version", "unknown"),
                properties.getProperty("revision", "unknown"),
                properties.getProperty("buildDate", ""));
    }
}
