package io.kubestats.metricsapi;

/** How the bytes of an answer are to be read. */
enum Encoding {
    JSON("application/json"),
    /** JSON that people can read. */
    PRETTY_JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF("application/vnd.kubernetes.protobuf");

    private final String mediaType;

    Encoding(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }
}
