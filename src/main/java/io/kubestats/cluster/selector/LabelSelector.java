package io.kubestats.cluster.selector;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A label selector, as in {@code kubectl -l}: a conjunction of requirements. Syntax, matching and messages are those of
 * apimachinery's {@code labels.Parse}. Immutable and thread-safe.
 */
public final class LabelSelector {
    private static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    private final List<LabelRequirement> requirements;

    private LabelSelector(List<LabelRequirement> requirements) {
        this.requirements = requirements;
    }

    /** Returns the selector that matches every object. */
    public static LabelSelector everything() {
        return EVERYTHING;
    }

    /**
     * Parses a selector; empty text selects everything.
     *
     * @throws SelectorSyntaxException if {@code text} is not a selector
     */
    public static LabelSelector parse(String text) throws SelectorSyntaxException {
        if (text.isEmpty()) {
            return EVERYTHING;
        }
        List<LabelRequirement> requirements = new LabelSelectorParser(text).parse();
        requirements.sort(Comparator.comparing(LabelRequirement::key));
        return new LabelSelector(List.copyOf(requirements));
    }

    /** Returns the requirements, sorted by key; none if everything is selected. */
    public List<LabelRequirement> requirements() {
        return requirements;
    }

    /** Returns whether every object is selected. */
    public boolean selectsEverything() {
        return requirements.isEmpty();
    }

    /** Returns whether an object with these labels is selected. */
    public boolean matches(Map<String, String> labels) {
        for (int i = 0; i < requirements.size(); i++) {
            if (!requirements.get(i).matches(labels)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LabelSelector that && requirements.equals(that.requirements);
    }

    @Override
    public int hashCode() {
        return requirements.hashCode();
    }

    /** Returns the selector in the syntax that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (LabelRequirement requirement : requirements) {
            text.append(text.isEmpty() ? "" : ",").append(requirement);
        }
        return text.toString();
    }
}
