package io.kubestats.model;

import static java.util.Objects.requireNonNull;

/** Cumulative traffic of one network interface. */
public record InterfacePoint(String name, long rxBytes, long rxErrors, long txBytes, long txErrors) {
    public InterfacePoint {
        requireNonNull(name, "name");
    }
}
