package io.kubestats.cluster;

import io.kubestats.model.Reading;

/**
 * How much there is, or is asked for, of each resource; {@link Reading#ABSENT} where the object does not say.
 *
 * @param cpuNanoCores billionths of a core
 */
public record ResourceAmounts(long cpuNanoCores, long memoryBytes, long ephemeralStorageBytes, long pods) {
    /** Nothing is said. */
    public static final ResourceAmounts ABSENT =
            new ResourceAmounts(Reading.ABSENT, Reading.ABSENT, Reading.ABSENT, Reading.ABSENT);

    /** How much of one resource, in the unit in which it is counted. */
    public long of(ResourceName resource) {
        return switch (resource) {
            case CPU -> cpuNanoCores;
            case MEMORY -> memoryBytes;
            case EPHEMERAL_STORAGE -> ephemeralStorageBytes;
            case PODS -> pods;
        };
    }
}
