package io.kubestats.config;

import static java.util.Objects.requireNonNull;

/**
 * A problem with a flag.
 *
 * @param flag the flag, for example {@code --listen}
 * @param value rejected value
 * @param reason the reason, and a valid alternative
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
