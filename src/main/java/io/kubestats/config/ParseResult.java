package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What flags came to.
 *
 * @param value what to run with, if there are no problems
 * @param problems everything that is wrong, in the order of the flags
 */
public record ParseResult<T extends Record>(T value, List<ConfigProblem> problems) {
    public ParseResult {
        requireNonNull(value, "value");
        problems = List.copyOf(problems);
    }
}
