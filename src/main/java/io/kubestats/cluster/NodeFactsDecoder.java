package io.kubestats.cluster;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Gathers what a node's object says of its software and its size, while the object is read. For one thread. */
final class NodeFactsDecoder {
    private final Interner interner;
    private final ResourcesDecoder resources;
    private String kubeletVersion = "";
    private String containerRuntime = "";
    private String operatingSystem = "";
    private String architecture = "";
    private String osImage = "";
    private String kernelVersion = "";
    private Resources allocatable = Resources.ABSENT;
    private Resources capacity = Resources.ABSENT;

    NodeFactsDecoder(Interner interner) {
        this.interner = interner;
        this.resources = new ResourcesDecoder(interner);
    }

    /** Forgets what was gathered. */
    void begin() {
        kubeletVersion = "";
        containerRuntime = "";
        operatingSystem = "";
        architecture = "";
        osImage = "";
        kernelVersion = "";
        allocatable = Resources.ABSENT;
        capacity = Resources.ABSENT;
    }

    /** What was gathered since {@link #begin}. */
    NodeFacts facts() {
        return interner.value(new NodeFacts(
                kubeletVersion,
                containerRuntime,
                operatingSystem,
                architecture,
                osImage,
                kernelVersion,
                allocatable,
                capacity));
    }

    void status(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "allocatable" -> allocatable = resources.decode(parser);
            case "capacity" -> capacity = resources.decode(parser);
            case "nodeInfo" -> JsonFields.forEach(parser, this::nodeInfo);
            default -> parser.skipChildren();
        }
    }

    private void nodeInfo(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "kubeletVersion" -> kubeletVersion = text(parser);
            case "containerRuntimeVersion" -> containerRuntime = text(parser);
            case "operatingSystem" -> operatingSystem = text(parser);
            case "architecture" -> architecture = text(parser);
            case "osImage" -> osImage = text(parser);
            case "kernelVersion" -> kernelVersion = text(parser);
            default -> parser.skipChildren();
        }
    }

    private String text(JsonParser parser) throws IOException {
        return interner.string(JsonFields.text(parser));
    }
}
