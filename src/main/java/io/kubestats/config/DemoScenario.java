package io.kubestats.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A fault that {@code demo} can simulate to trigger alerts. */
public enum DemoScenario {
    /** A kubelet closes every connection. */
    KUBELET_DOWN("kubelet-down"),
    /** A node's disk fills up, and so does the emptyDir of a pod on it. */
    DISK_FILLING("disk-filling"),
    /** A container's memory grows to its limit. */
    MEMORY_LEAK("memory-leak"),
    /** All tasks of a node are stalled on CPU, memory and disks. */
    PRESSURE("pressure");

    private final String text;

    DemoScenario(String text) {
        this.text = text;
    }

    /** Returns the name in flags. */
    public String text() {
        return text;
    }

    /** Returns the scenario with this name. */
    static Optional<DemoScenario> named(String text) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.text.equals(text))
                .findFirst();
    }

    /** Returns all names. */
    static List<String> texts() {
        return Arrays.stream(values()).map(DemoScenario::text).toList();
    }
}
