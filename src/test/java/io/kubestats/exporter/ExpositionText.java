package io.kubestats.exporter;

import io.kubestats.exporter.families.ExpositionFormat;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict parser of exposition text: HELP, TYPE and optionally UNIT once, then the samples of each family, no
 * duplicate family or series, every value a number. Anything else is an {@link IllegalStateException} that quotes the
 * line.
 */
public record ExpositionText(Map<String, Family> families) {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: ([0-9.]+))?", Pattern.DOTALL);
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)", Pattern.DOTALL);

    /** A family with the name from its HELP line. */
    public record Family(String name, String help, String type, Optional<String> unit, List<Sample> samples) {}

    /** A series with its value and the timestamp after the value. */
    public record Sample(String name, Map<String, String> labels, String text, Optional<String> time) {
        public BigDecimal value() {
            return new BigDecimal(text);
        }
    }

    public static ExpositionText parse(String text, ExpositionFormat format) {
        return new Reader(format == ExpositionFormat.OPENMETRICS).read(text);
    }

    public Family family(String name) {
        return Optional.ofNullable(families.get(name)).orElseThrow(() -> new AssertionError("No family " + name));
    }

    /** Returns the samples of a name, with or without a family of that name. */
    public List<Sample> samples(String name) {
        return families.values().stream()
                .flatMap(family -> family.samples().stream())
                .filter(sample -> sample.name().equals(name))
                .toList();
    }

    /** Returns the value of the only sample of that name whose labels include these. */
    public BigDecimal value(String name, String... labels) {
        Map<String, String> wanted = new LinkedHashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        List<Sample> found = samples(name).stream()
                .filter(sample -> sample.labels().entrySet().containsAll(wanted.entrySet()))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " samples of " + name + wanted);
        }
        return found.get(0).value();
    }

    private static final class Reader {
        private final boolean openMetrics;
        private final Map<String, Family> families = new LinkedHashMap<>();
        private final Set<String> series = new HashSet<>();
        private String name = "";
        private String help = "";
        private String type = "";
        private Optional<String> unit = Optional.empty();
        private List<Sample> samples = new ArrayList<>();

        Reader(boolean openMetrics) {
            this.openMetrics = openMetrics;
        }

        ExpositionText read(String text) {
            check(text.isEmpty() || text.endsWith("\n"), "no line feed at the end");
            String body = text;
            if (openMetrics) {
                check(text.endsWith("# EOF\n"), "no # EOF at the end");
                body = text.substring(0, text.length() - "# EOF\n".length());
            }
            if (!body.isEmpty()) {
                for (String line : body.substring(0, body.length() - 1).split("\n", -1)) {
                    line(line);
                }
            }
            end();
            return new ExpositionText(families);
        }

        private void line(String line) {
            if (line.startsWith("# ")) {
                String[] parts = line.split(" ", 4);
                check(parts.length == 4, "odd line", line);
                describe(parts[1], parts[2], parts[3], line);
            } else {
                check(!line.startsWith("#") && !line.isEmpty(), "odd line", line);
                sample(line);
            }
        }

        private void describe(String what, String of, String text, String line) {
            if (!of.equals(name)) {
                end();
                name = of;
                check(!families.containsKey(name), "family twice", line);
            }
            check(samples.isEmpty(), "description after samples", line);
            switch (what) {
                case "HELP" -> {
                    check(help.isEmpty(), "HELP twice", line);
                    help = text;
                }
                case "TYPE" -> {
                    check(type.isEmpty(), "TYPE twice", line);
                    type = text;
                }
                case "UNIT" -> {
                    check(openMetrics && unit.isEmpty(), "UNIT out of place", line);
                    check(name.endsWith('_' + text), "unit not at the end of the name", line);
                    unit = Optional.of(text);
                }
                default -> check(false, "odd line", line);
            }
        }

        private void sample(String line) {
            Matcher matcher = SAMPLE.matcher(line);
            check(matcher.matches(), "odd sample", line);
            check(isOfFamily(matcher.group(1)), "sample of another family", line);
            Map<String, String> labels =
                    labels(Optional.ofNullable(matcher.group(2)).orElse(""), line);
            check(series.add(matcher.group(1) + labels), "series twice", line);
            String value = matcher.group(3);
            check(value.matches("[+-]?(?:[0-9.]+(?:[eE][+-]?[0-9]+)?|Inf)|NaN"), "odd value", line);
            samples.add(new Sample(matcher.group(1), labels, value, Optional.ofNullable(matcher.group(4))));
        }

        private Map<String, String> labels(String text, String line) {
            Map<String, String> labels = new LinkedHashMap<>();
            Matcher matcher = LABEL.matcher(text);
            int at = 0;
            while (at < text.length()) {
                check(matcher.find(at) && matcher.start() == at, "odd labels", line);
                String value = unescape(matcher.group(2));
                check(labels.put(matcher.group(1), value) == null, "label twice", line);
                at = matcher.end();
            }
            return labels;
        }

        private boolean isOfFamily(String sample) {
            if (!sample.startsWith(name)) {
                return false;
            }
            String suffix = sample.substring(name.length());
            return switch (type) {
                case "counter" -> openMetrics ? Set.of("_total", "_created").contains(suffix) : suffix.isEmpty();
                case "info" -> suffix.equals("_info");
                case "histogram" -> Set.of("_bucket", "_sum", "_count").contains(suffix);
                case "summary" -> Set.of("", "_sum", "_count").contains(suffix);
                case "gauge" -> suffix.isEmpty();
                default -> false;
            };
        }

        private void end() {
            if (!name.isEmpty()) {
                check(!type.isEmpty() && !help.isEmpty(), "no TYPE or no HELP", name);
                check(!samples.isEmpty(), "no samples", name);
                families.put(name, new Family(name, help, type, unit, List.copyOf(samples)));
            }
            name = "";
            help = "";
            type = "";
            unit = Optional.empty();
            samples = new ArrayList<>();
        }

        private static String unescape(String value) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '\\') {
                    c = value.charAt(++i);
                    text.append(c == 'n' ? '\n' : c);
                } else {
                    text.append(c);
                }
            }
            return text.toString();
        }

        private static void check(boolean right, String problem, String... line) {
            if (!right) {
                throw new IllegalStateException(problem + ": " + String.join(" ", line));
            }
        }
    }
}
