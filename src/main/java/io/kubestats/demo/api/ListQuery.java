package io.kubestats.demo.api;

import java.util.Map;
import java.util.function.Predicate;

/** The query of a list request: a namespace and selectors. */
record ListQuery<T>(CoreResource<T> resource, String namespace, Predicate<Map<String, String>> labels, String fields) {
    /**
     * Returns whether {@code item} is selected.
     *
     * @throws IllegalArgumentException if the field selector is malformed or names an unknown field
     */
    boolean matches(T item) {
        return (namespace.isEmpty() || namespace.equals(resource.namespace(item)))
                && labels.test(resource.labels(item))
                && matchesFields(resource.fields(item));
    }

    private boolean matchesFields(Map<String, String> values) {
        if (fields.isEmpty()) {
            return true;
        }
        for (String term : fields.split(",", -1)) {
            int equals = term.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("invalid field selector: " + term);
            }
            boolean not = term.charAt(equals - 1) == '!';
            String name = term.substring(0, not ? equals - 1 : equals);
            String wanted = term.substring(term.startsWith("==", equals) ? equals + 2 : equals + 1);
            String value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("field label not supported: " + name);
            }
            if (value.equals(wanted) == not) {
                return false;
            }
        }
        return true;
    }
}
