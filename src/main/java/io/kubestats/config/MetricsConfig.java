package io.kubestats.config;

import java.util.List;

/**
 * What is written at {@code /metrics}.
 *
 * @param optIn names of families to write beside those that are on by default
 * @param noPressure whether the pressure families are left out
 */
public record MetricsConfig(List<String> optIn, boolean noPressure) {
    public MetricsConfig {
        optIn = List.copyOf(optIn);
    }

    /** What is used without a flag. */
    public static MetricsConfig defaults() {
        return new MetricsConfig(List.of(), false);
    }
}
