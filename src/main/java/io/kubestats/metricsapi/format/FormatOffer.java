package io.kubestats.metricsapi.format;

/** In which forms an answer can be given. */
@FunctionalInterface
public interface FormatOffer {
    /** What is never turned into anything else: a Status, and most of discovery. */
    FormatOffer DOCUMENT = (encoding, transform) -> transform.isNone();

    /** The list of groups, which may stand for the whole of discovery. */
    FormatOffer GROUPS = (encoding, transform) ->
            DOCUMENT.serves(encoding, transform) || (encoding == BodyEncoding.JSON && transform.isDiscovery());

    /** Metrics of nodes and pods. */
    FormatOffer OBJECTS = (encoding, transform) ->
            transform.isNone() || transform.isMetadata() || (transform.isTable() && encoding != BodyEncoding.PROTOBUF);

    /** Whether the answer can be turned into {@code transform} and be written in {@code encoding}. */
    boolean serves(BodyEncoding encoding, ObjectTransform transform);
}
