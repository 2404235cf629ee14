package io.kubestats.cluster.selector;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A label match expression, as in {@code kubectl -l}: requirements that must all be met. Immutable. Syntax, matching
 * and messages are those of apimachinery's {@code labels.Parse}.
 */
public final class LabelSelector {
    private static final LabelSelector EVERYTHING = new LabelSelector(List.of());

    private final List<LabelRequirement> requirements;

    private LabelSelector(List<LabelRequirement> requirements) {
        this.requirements = requirements;
    }

    /** The selector that matches every object. */
    public static LabelSelector everything() {
        return EVERYTHING;
    }

    /**
     * The selector that {@code text} writes; the empty text selects everything.
     *
     * @throws SelectorSyntaxException if it is not a selector
     */
    public static LabelSelector parse(String text) throws SelectorSyntaxException {
        if (text.isEmpty()) {
            return EVERYTHING;
        }
        List<LabelRequirement> requirements = new LabelSelectorParser(text).parse();
        requirements.sort(Comparator.comparing(LabelRequirement::key));
        return new LabelSelector(List.copyOf(requirements));
    }

    /** The requirements, sorted by key; none if everything is selected. */
    public List<LabelRequirement> requirements() {
        return requirements;
    }

    /** Whether no object is left out. */
    public boolean selectsEverything() {
        return requirements.isEmpty();
    }

    /** Whether an object with these labels is selected. */
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

    /** The selector in the form that {@link #parse} reads. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (LabelRequirement requirement : requirements) {
            text.append(text.isEmpty() ? "" : ",").append(requirement);
        }
        return text.toString();
    }
}
