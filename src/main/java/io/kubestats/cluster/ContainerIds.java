package io.kubestats.cluster;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiobject.ApiValue;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers by which ids a pod's status knows its containers, while the object is read; nothing if nobody wants them, for
 * they are each pod's own, so no pod could share its facts with another. For one thread.
 */
final class ContainerIds {
    private final Interner interner;
    private final boolean wanted;
    private final Map<String, String> found = new HashMap<>();

    private String name = "";
    private String id = "";

    ContainerIds(Interner interner, boolean wanted) {
        this.interner = requireNonNull(interner, "interner");
        this.wanted = wanted;
    }

    /** Forgets what was gathered. */
    void begin() {
        found.clear();
    }

    /** Takes a list of the statuses of containers. */
    void read(ApiValue statuses) throws IOException {
        if (wanted) {
            statuses.elements(this::status);
        } else {
            statuses.skip();
        }
    }

    /** By name, the ids gathered since {@link #begin} of those containers that have one. */
    Map<String, String> of(List<ContainerFacts> containers) {
        if (found.isEmpty()) {
            return Map.of();
        }
        Map<String, String> ids = new TreeMap<>();
        for (ContainerFacts container : containers) {
            String known = found.get(container.name());
            if (known != null) {
                ids.put(container.name(), known);
            }
        }
        return ids;
    }

    private void status(ApiValue element) throws IOException {
        name = "";
        id = "";
        element.fields((field, value) -> {
            switch (field) {
                case "name" -> name = interner.string(value.text());
                case "containerID" -> id = value.text();
                default -> value.skip();
            }
        });
        if (!id.isEmpty()) {
            found.put(name, id);
        }
    }
}
