package io.kubestats.config;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A converter from flag texts to values that collects all problems instead of stopping at the first. An unusable value
 * is replaced by its default so that reading can continue. Not thread-safe.
 */
final class FlagReader {
    private static final Pattern GO_DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");

    private final List<ConfigProblem> problems = new ArrayList<>();

    /** Returns all problems found so far. */
    List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }

    /** Reports a problem with a combination of flags. */
    void problem(String flag, String value, String reason) {
        problems.add(new ConfigProblem(flag, value, reason));
    }

    /** Reads a duration in Go's syntax, as in metrics-server's flags: {@code 15s}, {@code 1m30s}, {@code 500ms}. */
    Duration duration(String flag, @Nullable String text, Duration unset, Duration least, Duration most) {
        if (text == null) {
            return unset;
        }
        Optional<Duration> duration = parseDuration(text);
        if (duration.isEmpty()) {
            problem(flag, text, "not a duration; write for example 15s or 1m30s");
            return unset;
        }
        if (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0) {
            problem(flag, text, "must be between " + print(least) + " and " + print(most));
            return unset;
        }
        return duration.get();
    }

    /** Reads an integer within bounds. */
    int integer(String flag, @Nullable String text, int unset, int least, int most) {
        if (text == null) {
            return unset;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
            problem(flag, text, "must be between " + least + " and " + most);
        } catch (NumberFormatException notANumber) {
            problem(flag, text, "not a whole number between " + least + " and " + most);
        }
        return unset;
    }

    /** Returns the valid regular expressions among {@code texts}. */
    List<String> patterns(String flag, List<String> texts) {
        List<String> patterns = new ArrayList<>();
        for (String text : texts) {
            try {
                patterns.add(Pattern.compile(text).pattern());
            } catch (PatternSyntaxException malformed) {
                problem(flag, text, "not a regular expression: " + malformed.getDescription());
            }
        }
        return patterns;
    }

    /** Reads the path of a file that is readable now. */
    Optional<Path> readableFile(String flag, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Path file = Path.of(text);
        if (!Files.exists(file)) {
            problem(flag, text, "no such file");
        } else if (Files.isDirectory(file)) {
            problem(flag, text, "is a directory, not a file");
        } else if (!Files.isReadable(file)) {
            problem(flag, text, "cannot be read: permission denied");
        }
        return Optional.of(file);
    }

    /** Reads {@code HOST:PORT}, with IPv6 addresses in brackets. */
    HostPort hostPort(String flag, @Nullable String text, HostPort unset) {
        if (text == null) {
            return unset;
        }
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            problem(flag, text, "not HOST:PORT; write for example 127.0.0.1:8080");
            return unset;
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            problem(flag, text, "put an IPv6 address in brackets: [::1]:8080");
            return unset;
        }
        if (host.isBlank()) {
            problem(flag, text, "has no host; 127.0.0.1 is this machine alone, 0.0.0.0 is every interface");
            return unset;
        }
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (port >= 0 && port <= 65_535) {
                return new HostPort(host, port);
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, with the bounds.
        }
        problem(flag, text, "the port must be a number between 0 and 65535");
        return unset;
    }

    /** Formats a duration for users. */
    static String print(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds == 0 || duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static Optional<Duration> parseDuration(String text) {
        Matcher part = GO_DURATION_PART.matcher(text);
        double seconds = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            seconds += Double.parseDouble(requireNonNull(part.group(1))) * unitSeconds(requireNonNull(part.group(2)));
            end = part.end();
        }
        if (end == 0 || end != text.length() || seconds > Integer.MAX_VALUE) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private static double unitSeconds(String unit) {
        return switch (unit) {
            case "ms" -> 0.001;
            case "s" -> 1;
            case "m" -> 60;
            default -> 3600;
        };
    }

    /** An address to listen on. */
    record HostPort(String host, int port) {
        HostPort {
            requireNonNull(host, "host");
        }
    }
}
