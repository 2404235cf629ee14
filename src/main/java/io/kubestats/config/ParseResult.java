package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The result of parsing flags.
 *
 * @param value configuration to run with, if there are no problems
 * @param problems all problems, in the order of the flags
 */
public record ParseResult<T extends Record>(T value, List<ConfigProblem> problems) {
    public ParseResult {
        requireNonNull(value, "value");
        problems = List.copyOf(problems);
    }
}
