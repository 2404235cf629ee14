package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.MetadataChoice;

/**
 * Optional facts to keep of each object.
 *
 * @param metadata requested labels and annotations, which also decide whether namespaces are watched
 * @param containerIds whether to keep the runtime's container ids
 */
public record WantedFacts(MetadataChoice metadata, boolean containerIds) {
    /** No optional facts. */
    public static final WantedFacts NONE = new WantedFacts(MetadataChoice.NONE, false);

    public WantedFacts {
        requireNonNull(metadata, "metadata");
    }
}
