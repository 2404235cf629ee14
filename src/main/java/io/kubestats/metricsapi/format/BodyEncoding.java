package io.kubestats.metricsapi.format;

/** The encoding of a response body. */
public enum BodyEncoding {
    JSON("application/json"),
    /** Indented JSON. */
    PRETTY_JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF("application/vnd.kubernetes.protobuf");

    private final String mediaType;

    BodyEncoding(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }
}
