package io.kubestats.metricsapi.format;

/** The representations in which a response is available. */
@FunctionalInterface
public interface FormatOffer {
    /** The offer of documents that cannot be transformed: a Status, and most of discovery. */
    FormatOffer DOCUMENT = (encoding, transform) -> transform.isNone();

    /** The offer of the list of groups, which can be transformed into aggregated discovery. */
    FormatOffer GROUPS = (encoding, transform) ->
            DOCUMENT.serves(encoding, transform) || (encoding == BodyEncoding.JSON && transform.isDiscovery());

    /** The offer of metrics of nodes and pods. */
    FormatOffer OBJECTS = (encoding, transform) ->
            transform.isNone() || transform.isMetadata() || (transform.isTable() && encoding != BodyEncoding.PROTOBUF);

    /** Returns whether the response can be transformed into {@code transform} and written in {@code encoding}. */
    boolean serves(BodyEncoding encoding, ObjectTransform transform);
}
