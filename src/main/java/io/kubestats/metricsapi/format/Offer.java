package io.kubestats.metricsapi.format;

/** In which forms an answer can be given. */
@FunctionalInterface
public interface Offer {
    /** What is never turned into anything else: a Status, and most of discovery. */
    Offer DOCUMENT = (encoding, transform) -> transform.isNone();

    /** The list of groups, which may stand for the whole of discovery. */
    Offer GROUPS = (encoding, transform) ->
            DOCUMENT.serves(encoding, transform) || (encoding == Encoding.JSON && transform.isDiscovery());

    /** Metrics of nodes and pods. */
    Offer OBJECTS = (encoding, transform) ->
            transform.isNone() || transform.isMetadata() || (transform.isTable() && encoding != Encoding.PROTOBUF);

    /** Whether the answer can be turned into {@code transform} and be written in {@code encoding}. */
    boolean serves(Encoding encoding, Transform transform);
}
