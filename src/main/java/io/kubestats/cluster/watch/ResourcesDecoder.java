package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.cluster.ResourceAmounts;
import io.kubestats.model.Reading;
import java.io.IOException;

/** A collector of a map from resource names to quantities. Not thread-safe. */
final class ResourcesDecoder {
    private static final int NANO = 9;

    private final Interner interner;
    private long cpu = Reading.ABSENT;
    private long memory = Reading.ABSENT;
    private long ephemeralStorage = Reading.ABSENT;
    private long pods = Reading.ABSENT;

    ResourcesDecoder(Interner interner) {
        this.interner = interner;
    }

    /** Clears the collector. */
    void begin() {
        cpu = Reading.ABSENT;
        memory = Reading.ABSENT;
        ephemeralStorage = Reading.ABSENT;
        pods = Reading.ABSENT;
    }

    /** Reads the map, or a part of it. */
    void read(ApiValue resources) throws IOException {
        resources.entries(this::entry);
    }

    /** Returns the amounts collected since {@link #begin}. */
    ResourceAmounts resources() {
        return interner.value(new ResourceAmounts(cpu, memory, ephemeralStorage, pods));
    }

    private void entry(String name, ApiValue value) throws IOException {
        switch (name) {
            case "cpu" -> cpu = QuantityText.parse(value.quantity(), NANO);
            case "memory" -> memory = QuantityText.parse(value.quantity(), 0);
            case "ephemeral-storage" -> ephemeralStorage = QuantityText.parse(value.quantity(), 0);
            case "pods" -> pods = QuantityText.parse(value.quantity(), 0);
            default -> value.skip();
        }
    }
}
