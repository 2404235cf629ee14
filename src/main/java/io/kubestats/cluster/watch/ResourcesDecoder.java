package io.kubestats.cluster.watch;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.cluster.ResourceAmounts;
import io.kubestats.model.Reading;
import java.io.IOException;

/** Gathers a map of resource names to quantities. For one thread. */
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

    /** Forgets what was gathered. */
    void begin() {
        cpu = Reading.ABSENT;
        memory = Reading.ABSENT;
        ephemeralStorage = Reading.ABSENT;
        pods = Reading.ABSENT;
    }

    /** Takes the map, or some of it. */
    void read(ApiValue resources) throws IOException {
        resources.entries(this::entry);
    }

    /** What was gathered since {@link #begin}. */
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
