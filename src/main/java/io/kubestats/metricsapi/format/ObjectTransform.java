package io.kubestats.metricsapi.format;

/**
 * The kind into which an object is to be transformed, from the parameters of a media type; all empty without a
 * transformation.
 */
public record ObjectTransform(String kind, String group, String version) {
    static final ObjectTransform NONE = new ObjectTransform("", "", "");
    static final String TABLE = "Table";
    public static final String METADATA = "PartialObjectMetadata";
    public static final String METADATA_LIST = "PartialObjectMetadataList";
    public static final String DISCOVERY = "APIGroupDiscoveryList";

    static ObjectTransform of(AcceptClause clause) {
        return new ObjectTransform(clause.parameter("as"), clause.parameter("g"), clause.parameter("v"));
    }

    public boolean isNone() {
        return equals(NONE);
    }

    public boolean isTable() {
        return isOfMeta() && kind.equals(TABLE);
    }

    /** Returns whether only metadata is requested, of one object or of a list. */
    boolean isMetadata() {
        return isOfMeta() && (kind.equals(METADATA) || kind.equals(METADATA_LIST));
    }

    /** Returns whether aggregated discovery is requested. */
    boolean isDiscovery() {
        boolean isKnown = version.equals("v2") || version.equals("v2beta1");
        return isKnown && group.equals("apidiscovery.k8s.io") && kind.equals(DISCOVERY);
    }

    private boolean isOfMeta() {
        return group.equals("meta.k8s.io") && (version.equals("v1") || version.equals("v1beta1"));
    }
}
