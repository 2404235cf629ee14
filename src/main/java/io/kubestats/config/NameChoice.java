package io.kubestats.config;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A filter for names. Each regular expression must match the whole name, so a plain name matches only itself.
 *
 * @param allow patterns of included names; every name if empty
 * @param deny patterns of excluded names, which take precedence over {@code allow}
 */
public record NameChoice(List<String> allow, List<String> deny) {
    /** The filter that selects every name. */
    public static final NameChoice ALL = new NameChoice(List.of(), List.of());

    /** @throws java.util.regex.PatternSyntaxException if a pattern is not a regular expression */
    public NameChoice {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        allow.forEach(Pattern::compile);
        deny.forEach(Pattern::compile);
    }

    /** Returns the filter as a thread-safe predicate. */
    public Predicate<String> predicate() {
        List<Pattern> allowed = allow.stream().map(Pattern::compile).toList();
        List<Pattern> denied = deny.stream().map(Pattern::compile).toList();
        return name -> (allowed.isEmpty() || isMatch(allowed, name)) && !isMatch(denied, name);
    }

    private static boolean isMatch(List<Pattern> patterns, String name) {
        for (Pattern pattern : patterns) {
            if (pattern.matcher(name).matches()) {
                return true;
            }
        }
        return false;
    }
}
