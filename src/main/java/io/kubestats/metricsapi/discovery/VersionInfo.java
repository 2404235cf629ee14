package io.kubestats.metricsapi.discovery;

import static java.util.Objects.requireNonNull;

/**
 * The content of {@code /version}, in the form of Kubernetes.
 *
 * @param major of the version, such as {@code 1}
 * @param minor of the version, such as {@code 37}
 * @param gitVersion the version with a {@code v} before it
 * @param buildDate as RFC 3339
 * @param runtime what runs us, where a Go program names its Go
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
