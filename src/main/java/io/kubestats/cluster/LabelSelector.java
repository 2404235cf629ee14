package io.kubestats.cluster;

import java.util.Map;

/** A label match expression, as in {@code kubectl -l}. Immutable. */
public final class LabelSelector {
    private static final LabelSelector EVERYTHING = new LabelSelector();

    private LabelSelector() {}

    /** The selector that matches every object. */
    public static LabelSelector everything() {
        return EVERYTHING;
    }

    /** Whether an object with these labels is selected. */
    public boolean matches(Map<String, String> labels) {
        return true;
    }
}
