package io.kubestats.cluster;

import com.fasterxml.jackson.core.JsonParser;
import io.kubestats.model.Reading;
import java.io.IOException;

/** Reads a map of resource names to quantities. For one thread. */
final class ResourcesDecoder {
    private static final int NANO = 9;

    private final Interner interner;
    private long cpu;
    private long memory;
    private long ephemeralStorage;
    private long pods;

    ResourcesDecoder(Interner interner) {
        this.interner = interner;
    }

    /** The resources that begin at the current token. */
    Resources decode(JsonParser parser) throws IOException {
        cpu = Reading.ABSENT;
        memory = Reading.ABSENT;
        ephemeralStorage = Reading.ABSENT;
        pods = Reading.ABSENT;
        JsonFields.forEach(parser, this::field);
        return interner.value(new Resources(cpu, memory, ephemeralStorage, pods));
    }

    private void field(String field, JsonParser parser) throws IOException {
        switch (field) {
            case "cpu" -> cpu = quantity(parser, NANO);
            case "memory" -> memory = quantity(parser, 0);
            case "ephemeral-storage" -> ephemeralStorage = quantity(parser, 0);
            case "pods" -> pods = quantity(parser, 0);
            default -> parser.skipChildren();
        }
    }

    /** Kubernetes takes a bare number too, and always writes text. */
    private static long quantity(JsonParser parser, int scale) throws IOException {
        if (parser.currentToken().isScalarValue()) {
            return QuantityText.parse(parser.getText(), scale);
        }
        parser.skipChildren();
        return Reading.ABSENT;
    }
}
