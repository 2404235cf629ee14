package io.kubestats.cluster.selector;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One requirement of a label selector.
 *
 * @param values values to compare with, sorted and distinct; none for the two operators on the key alone, exactly one
 *     for the equalities and the inequalities
 */
public record LabelRequirement(String key, Operator operator, List<String> values) {
    /** The operator of a requirement. The text is apimachinery's name for it. */
    public enum Operator {
        IN("in"),
        NOT_IN("notin"),
        EQUALS("="),
        DOUBLE_EQUALS("=="),
        NOT_EQUALS("!="),
        EXISTS("exists"),
        DOES_NOT_EXIST("!"),
        GREATER_THAN("gt"),
        LESS_THAN("lt");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        /** Returns the operator's name in messages. */
        public String text() {
            return text;
        }
    }

    public LabelRequirement {
        requireNonNull(key, "key");
        requireNonNull(operator, "operator");
        values = List.copyOf(values);
    }

    /** Returns whether an object with these labels meets the requirement. An absent key meets every negative one. */
    public boolean matches(Map<String, String> labels) {
        String value = labels.get(key);
        return switch (operator) {
            case IN, EQUALS, DOUBLE_EQUALS -> value != null && values.contains(value);
            case NOT_IN, NOT_EQUALS -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case GREATER_THAN -> value != null && compare(value) > 0;
            case LESS_THAN -> value != null && compare(value) < 0;
        };
    }

    /** Returns whether only objects that have the key with one of {@link #values()} can match. */
    public boolean namesValues() {
        return operator == Operator.IN || operator == Operator.EQUALS || operator == Operator.DOUBLE_EQUALS;
    }

    /** Returns the requirement in selector syntax. */
    @Override
    public String toString() {
        return switch (operator) {
            case EXISTS -> key;
            case DOES_NOT_EXIST -> "!" + key;
            case IN, NOT_IN -> key + " " + operator.text + " (" + String.join(",", values) + ")";
            case GREATER_THAN -> key + ">" + values.get(0);
            case LESS_THAN -> key + "<" + values.get(0);
            case EQUALS, DOUBLE_EQUALS, NOT_EQUALS -> key + operator.text + values.get(0);
        };
    }

    private int compare(String value) {
        OptionalLong number = LabelRules.integer(value);
        OptionalLong bound = LabelRules.integer(values.get(0));
        return number.isPresent() && bound.isPresent() ? Long.compare(number.getAsLong(), bound.getAsLong()) : 0;
    }
}
