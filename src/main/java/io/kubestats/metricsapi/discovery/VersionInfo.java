package io.kubestats.metricsapi.discovery;

import static java.util.Objects.requireNonNull;

/**
 * The content of {@code /version}, in the format of Kubernetes.
 *
 * @param major major version, such as {@code 1}
 * @param minor minor version, such as {@code 37}
 * @param gitVersion the version with the prefix {@code v}
 * @param buildDate RFC 3339
 * @param runtime the language runtime, in the field for the Go version
 * @param platform operating system and architecture, such as {@code linux/amd64}
 */
public record VersionInfo(
        String major,
        String minor,
        String gitVersion,
        String gitCommit,
        String buildDate,
        String runtime,
        String platform) {
    public VersionInfo {
        requireNonNull(major, "major");
        requireNonNull(minor, "minor");
        requireNonNull(gitVersion, "gitVersion");
        requireNonNull(gitCommit, "gitCommit");
        requireNonNull(buildDate, "buildDate");
        requireNonNull(runtime, "runtime");
        requireNonNull(platform, "platform");
    }
}
