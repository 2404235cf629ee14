package io.kubestats.cluster;

import io.kubestats.model.Reading;

/**
 * Amounts of each resource, available or requested; {@link Reading#ABSENT} if the object does not specify one.
 *
 * @param cpuNanoCores billionths of a core
 */
public record ResourceAmounts(long cpuNanoCores, long memoryBytes, long ephemeralStorageBytes, long pods) {
    /** No amount is specified. */
    public static final ResourceAmounts ABSENT =
            new ResourceAmounts(Reading.ABSENT, Reading.ABSENT, Reading.ABSENT, Reading.ABSENT);

    /** Returns the amount of a resource, in the unit of the resource. */
    public long of(ResourceName resource) {
        return switch (resource) {
            case CPU -> cpuNanoCores;
            case MEMORY -> memoryBytes;
            case EPHEMERAL_STORAGE -> ephemeralStorageBytes;
            case PODS -> pods;
        };
    }
}
