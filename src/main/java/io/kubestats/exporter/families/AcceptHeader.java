package io.kubestats.exporter.families;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An {@code Accept} or {@code Accept-Encoding} header: how much its sender likes what (RFC 9110, 12.4.2). Of the
 * parameters only {@code version} matters; it stays with the name, as in {@code text/plain;version=0.0.4}.
 */
public record AcceptHeader(Map<String, Double> qualities) {
    /** More elements than any client sends. */
    private static final int MOST_ELEMENTS = 64;

    public AcceptHeader {
        qualities = Map.copyOf(qualities);
    }

    /** Parses the value of an {@code Accept} header; a missing one accepts everything. */
    public static AcceptHeader parse(@Nullable String header) {
        Map<String, Double> qualities = new HashMap<>();
        if (header != null) {
            for (String element : header.toLowerCase(Locale.ROOT).split(",", MOST_ELEMENTS)) {
                add(element, qualities);
            }
        }
        return new AcceptHeader(qualities);
    }

    /** From 0, not wanted or not named, to 1. */
    public double quality(String name) {
        return qualities.getOrDefault(name, 0.0);
    }

    public boolean names(String name) {
        return qualities.containsKey(name);
    }

    private static void add(String element, Map<String, Double> qualities) {
        String[] parts = element.split(";", -1);
        StringBuilder name = new StringBuilder(parts[0].strip());
        double quality = 1;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                quality = number(parameter.substring(2));
            } else if (parameter.startsWith("version=")) {
                name.append(';').append(parameter);
            }
        }
        qualities.merge(name.toString(), quality, Math::max);
    }

    private static double number(String text) {
        try {
            return Math.min(1, Math.max(0, Double.parseDouble(text)));
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }
}
