package io.kubestats.metricsapi.format;

import java.util.Optional;

/**
 * The served versions of the group, the preferred one first. Their types differ only in the version's name. v1 comes
 * first, as in the aggregation layer; clients that know only v1beta1 find it in the list.
 */
public enum ApiVersion {
    V1("v1"),
    V1BETA1("v1beta1");

    public static final String GROUP = "metrics.k8s.io";
    public static final ApiVersion PREFERRED = V1;

    private final String text;

    ApiVersion(String text) {
        this.text = text;
    }

    /** Returns the version of that name, if it is served. */
    public static Optional<ApiVersion> of(String text) {
        for (ApiVersion version : values()) {
            if (version.text.equals(text)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    public String text() {
        return text;
    }

    public String groupVersion() {
        return GROUP + "/" + text;
    }
}
