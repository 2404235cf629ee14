package io.kubestats.config;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which names are wanted. Each of the regular expressions has to match a name from end to end, so a plain name stands
 * for itself alone.
 *
 * @param allow what is wanted; everything, if empty
 * @param deny what is not, whatever {@code allow} says
 */
public record NameChoice(List<String> allow, List<String> deny) {
    /** Every name. */
    public static final NameChoice ALL = new NameChoice(List.of(), List.of());

    /** @throws java.util.regex.PatternSyntaxException if one is no regular expression */
    public NameChoice {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        allow.forEach(Pattern::compile);
        deny.forEach(Pattern::compile);
    }

    /** Tells wanted names; safe for any number of threads. */
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
