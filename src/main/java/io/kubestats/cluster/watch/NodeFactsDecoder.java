package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.cluster.Labels;
import io.kubestats.cluster.NodeFacts;
import io.kubestats.cluster.targets.ResourceMetricsPath;
import io.kubestats.config.KeyChoice;
import java.io.IOException;

/** A collector of a node's software versions, resources and annotations while the node is read. Not thread-safe. */
final class NodeFactsDecoder {
    private final Interner interner;
    private final MetadataFilter annotations;
    private final ResourcesDecoder allocatable;
    private final ResourcesDecoder capacity;
    private String kubeletVersion = "";
    private String containerRuntime = "";
    private String operatingSystem = "";
    private String architecture = "";
    private String osImage = "";
    private String kernelVersion = "";
    private String resourceMetricsPath = "";

    NodeFactsDecoder(Interner interner, KeyChoice annotations) {
        this.interner = interner;
        this.annotations = new MetadataFilter(annotations);
        this.allocatable = new ResourcesDecoder(interner);
        this.capacity = new ResourcesDecoder(interner);
    }

    /** Clears the collector. */
    void begin() {
        annotations.begin();
        resourceMetricsPath = "";
        kubeletVersion = "";
        containerRuntime = "";
        operatingSystem = "";
        architecture = "";
        osImage = "";
        kernelVersion = "";
        allocatable.begin();
        capacity.begin();
    }

    /** Returns the facts collected since {@link #begin}. */
    NodeFacts facts() {
        Labels wanted = annotations.pairs();
        NodeFacts facts = new NodeFacts(
                kubeletVersion,
                containerRuntime,
                operatingSystem,
                architecture,
                osImage,
                kernelVersion,
                allocatable.resources(),
                capacity.resources(),
                wanted);
        // Annotations are usually unique to a node, so interning would not help.
        return wanted.isEmpty() ? interner.value(facts) : facts;
    }

    void metadata(String field, ApiValue value) throws IOException {
        if (field.equals("annotations")) {
            value.entries(this::annotation);
        } else {
            value.skip();
        }
    }

    /** Returns the value of the annotation {@link ResourceMetricsPath#ANNOTATION}; empty without one. */
    String resourceMetricsPath() {
        return resourceMetricsPath;
    }

    private void annotation(String key, ApiValue value) throws IOException {
        if (key.equals(ResourceMetricsPath.ANNOTATION)) {
            String text = value.text();
            resourceMetricsPath = ResourceMetricsPath.bounded(text);
            annotations.add(key, text);
        } else {
            annotations.read(key, value);
        }
    }

    void status(String field, ApiValue value) throws IOException {
        switch (field) {
            case "allocatable" -> allocatable.read(value);
            case "capacity" -> capacity.read(value);
            case "nodeInfo" -> value.fields(this::nodeInfo);
            default -> value.skip();
        }
    }

    private void nodeInfo(String field, ApiValue value) throws IOException {
        switch (field) {
            case "kubeletVersion" -> kubeletVersion = text(value);
            case "containerRuntimeVersion" -> containerRuntime = text(value);
            case "operatingSystem" -> operatingSystem = text(value);
            case "architecture" -> architecture = text(value);
            case "osImage" -> osImage = text(value);
            case "kernelVersion" -> kernelVersion = text(value);
            default -> value.skip();
        }
    }

    private String text(ApiValue value) throws IOException {
        return interner.string(value.text());
    }
}
