package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Which families are written.
 *
 * @param optIn names of families to write beside those that are on by default
 * @param noPressure whether the pressure families are left out
 * @param names which of those that remain
 */
public record FamilyChoice(List<String> optIn, boolean noPressure, NameChoice names) {
    /** What is on by default. */
    public static final FamilyChoice DEFAULT = new FamilyChoice(List.of(), false, NameChoice.ALL);

    public FamilyChoice {
        optIn = List.copyOf(optIn);
        requireNonNull(names, "names");
    }
}
