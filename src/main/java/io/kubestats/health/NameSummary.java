package io.kubestats.health;

import java.util.List;

/** Names for one line of a check, however many there are. */
public final class NameSummary {
    /** Names that are written out. */
    private static final int MOST = 5;

    private NameSummary() {}

    /** The first few of {@code names}, and how many more there are. */
    public static String of(List<String> names) {
        String few = String.join(", ", names.subList(0, Math.min(MOST, names.size())));
        return names.size() <= MOST ? few : few + " and " + (names.size() - MOST) + " more";
    }
}
