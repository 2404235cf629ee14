package io.kubestats.config;

import static java.util.Objects.requireNonNull;

/**
 * Something wrong with what was asked of us.
 *
 * @param flag the flag, for example {@code --listen}
 * @param value what was given
 * @param reason what is wrong with it, and what would be right
 */
public record ConfigProblem(String flag, String value, String reason) {
    public ConfigProblem {
        requireNonNull(flag, "flag");
        requireNonNull(value, "value");
        requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
        return flag + (value.isEmpty() ? "" : " \"" + value + "\"") + ": " + reason;
    }
}
