package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

import io.kubestats.config.MetadataChoice;

/**
 * What to keep of objects beside what is always kept, since somebody wants it.
 *
 * @param metadata which annotations, and whether namespaces are watched
 * @param containerIds whether to keep by which ids the runtime knows the containers
 */
public record WantedFacts(MetadataChoice metadata, boolean containerIds) {
    /** Nobody wants more. */
    public static final WantedFacts NONE = new WantedFacts(MetadataChoice.NONE, false);

    public WantedFacts {
        requireNonNull(metadata, "metadata");
    }
}
