package io.kubestats.config;

import java.util.List;

/**
 * A filter for label or annotation keys. A pattern is a key with at most one {@code *} wildcard. Wildcards never match
 * the last-applied configuration of {@code kubectl apply}, which repeats the whole object and must be requested by its
 * own name.
 *
 * @param patterns patterns of the selected keys; no key if empty
 */
public record KeyChoice(List<String> patterns) {
    /** The filter that selects no key. */
    public static final KeyChoice NONE = new KeyChoice(List.of());

    /** The pattern that selects every key. */
    static final String ANY = "*";

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    public KeyChoice {
        patterns = List.copyOf(patterns);
    }

    /** Returns whether no key is selected. */
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** Returns whether {@code key} is selected. */
    public boolean lets(String key) {
        boolean unlikely = key.equals(LAST_APPLIED);
        for (String pattern : patterns) {
            if (pattern.equals(key) || (!unlikely && isMatch(pattern, key))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMatch(String pattern, String key) {
        int star = pattern.indexOf(ANY);
        return star >= 0
                && key.length() >= pattern.length() - 1
                && key.startsWith(pattern.substring(0, star))
                && key.endsWith(pattern.substring(star + 1));
    }
}
