package io.kubestats.health;

import java.util.List;

/** Summary of any number of names in one line of a check. */
public final class NameSummary {
    /** Names that are listed in full. */
    private static final int MOST = 5;

    private NameSummary() {}

    /** Returns the first few of {@code names}, and the number of the others. */
    public static String of(List<String> names) {
        String few = String.join(", ", names.subList(0, Math.min(MOST, names.size())));
        return names.size() <= MOST ? few : few + " and " + (names.size() - MOST) + " more";
    }
}
