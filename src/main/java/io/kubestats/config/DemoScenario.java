package io.kubestats.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What {@code demo} can let go wrong, for alerts to see. */
public enum DemoScenario {
    /** A kubelet closes every connection. */
    KUBELET_DOWN("kubelet-down"),
    /** The disk of a node fills up, and so does the emptyDir of a pod there. */
    DISK_FILLING("disk-filling"),
    /** The memory of a container grows to its limit. */
    MEMORY_LEAK("memory-leak"),
    /** All tasks of a node are held up for CPU, memory and disks. */
    PRESSURE("pressure");

    private final String text;

    DemoScenario(String text) {
        this.text = text;
    }

    /** How it is called in flags. */
    public String text() {
        return text;
    }

    /** The one that is called so. */
    static Optional<DemoScenario> named(String text) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.text.equals(text))
                .findFirst();
    }

    /** What all are called. */
    static List<String> texts() {
        return Arrays.stream(values()).map(DemoScenario::text).toList();
    }
}
