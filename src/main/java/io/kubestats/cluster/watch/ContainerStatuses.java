package io.kubestats.cluster.watch;

import static java.util.Objects.requireNonNull;

import io.kubestats.apiobject.ApiValue;
import io.kubestats.cluster.ContainerFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A collector of container statuses while a pod is read: the containers that do not run and, if requested, the
 * runtime's container ids. Ids differ from pod to pod, so a pod with ids shares its facts with no other. Not
 * thread-safe.
 */
final class ContainerStatuses {
    private final Interner interner;
    private final boolean idsWanted;
    private final Map<String, String> ids = new HashMap<>();
    private final List<String> stopped = new ArrayList<>();

    private String name = "";
    private String id = "";
    private boolean runs;
    private boolean waitsOrEnded;

    ContainerStatuses(Interner interner, boolean idsWanted) {
        this.interner = requireNonNull(interner, "interner");
        this.idsWanted = idsWanted;
    }

    /** Clears the collector. */
    void begin() {
        ids.clear();
        stopped.clear();
    }

    /** Reads a list of container statuses. */
    void read(ApiValue statuses) throws IOException {
        statuses.elements(this::status);
    }

    /** Returns the containers that wait to be started, or have ended. */
    List<String> stopped(List<ContainerFacts> containers) {
        if (stopped.isEmpty()) {
            return List.of();
        }
        return containers.stream()
                .map(ContainerFacts::name)
                .filter(stopped::contains)
                .toList();
    }

    /** Returns the known ids of the containers by name. */
    Map<String, String> ids(List<ContainerFacts> containers) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, String> known = new TreeMap<>();
        for (ContainerFacts container : containers) {
            String own = ids.get(container.name());
            if (own != null) {
                known.put(container.name(), own);
            }
        }
        return known;
    }

    private void status(ApiValue element) throws IOException {
        name = "";
        id = "";
        runs = false;
        waitsOrEnded = false;
        element.fields((field, value) -> {
            switch (field) {
                case "name" -> name = interner.string(value.text());
                case "containerID" -> {
                    if (idsWanted) {
                        id = value.text();
                    } else {
                        value.skip();
                    }
                }
                case "state" -> value.fields(this::state);
                default -> value.skip();
            }
        });
        if (!id.isEmpty()) {
            ids.put(name, id);
        }
        if (waitsOrEnded && !runs) {
            stopped.add(name);
        }
    }

    private void state(String kind, ApiValue value) throws IOException {
        runs |= kind.equals("running");
        waitsOrEnded |= kind.equals("waiting") || kind.equals("terminated");
        value.skip();
    }
}
