package io.kubestats.config;

import java.util.List;

/**
 * Which keys of labels or annotations are wanted. A pattern is a key, or has one {@code *} that stands for any
 * characters. No {@code *} stands for what {@code kubectl apply} remembers of an object: that is the object once more,
 * and wanted only by its own name.
 *
 * @param patterns what is wanted; nothing, if empty
 */
public record KeyChoice(List<String> patterns) {
    /** No key. */
    public static final KeyChoice NONE = new KeyChoice(List.of());

    /** Every key. */
    static final String ANY = "*";

    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    public KeyChoice {
        patterns = List.copyOf(patterns);
    }

    /** Whether no key is wanted. */
    public boolean isEmpty() {
        return patterns.isEmpty();
    }

    /** Whether {@code key} is wanted. */
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
