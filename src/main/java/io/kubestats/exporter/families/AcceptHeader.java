package io.kubestats.exporter.families;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An {@code Accept} or {@code Accept-Encoding} header with its quality values (RFC 9110, 12.4.2). Only the parameter
 * {@code version} matters; it stays part of the name, as in {@code text/plain;version=0.0.4}.
 */
public record AcceptHeader(Map<String, Double> qualities) {
    /** Upper bound on elements, above the number that any client sends. */
    private static final int MOST_ELEMENTS = 64;

    public AcceptHeader {
        qualities = Map.copyOf(qualities);
    }

    /** Returns the quality from 0, for rejected or absent, to 1. */
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
