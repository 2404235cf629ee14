package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Selection of metric families.
 *
 * @param optIn names of additional families, which are off by default
 * @param noPressure whether to exclude the pressure families
 * @param names filter for the remaining families
 */
public record FamilyChoice(List<String> optIn, boolean noPressure, NameChoice names) {
    /** The default families. */
    public static final FamilyChoice DEFAULT = new FamilyChoice(List.of(), false, NameChoice.ALL);

    public FamilyChoice {
        optIn = List.copyOf(optIn);
        requireNonNull(names, "names");
    }
}
