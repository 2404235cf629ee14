package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/** The kernel's pressure averages of a whole node, by resource. */
public record NodePressureAverages(PressureAverages cpu, PressureAverages memory, PressureAverages io) {
    /** None was reported. */
    public static final NodePressureAverages ABSENT =
            new NodePressureAverages(PressureAverages.ABSENT, PressureAverages.ABSENT, PressureAverages.ABSENT);

    public NodePressureAverages {
        requireNonNull(cpu, "cpu");
        requireNonNull(memory, "memory");
        requireNonNull(io, "io");
    }
}
