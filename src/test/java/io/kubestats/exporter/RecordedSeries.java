package io.kubestats.exporter;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Expositions, one a minute, as input series of {@code promtool}. Not thread-safe. */
final class RecordedSeries {
    private static final String MISSING = "_";

    private final Map<String, String[]> values = new TreeMap<>();

    /** Adds the exposition of a minute, in ascending order. */
    void add(int minute, String exposition) {
        exposition
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> put(minute, line.substring(0, line.lastIndexOf(' ')), line));
    }

    private void put(int minute, String series, String line) {
        String[] old = values.getOrDefault(series, new String[0]);
        String[] all = Arrays.copyOf(old, minute + 1);
        Arrays.fill(all, old.length, minute, MISSING);
        all[minute] = line.substring(line.lastIndexOf(' ') + 1);
        values.put(series, all);
    }

    /** Passes each series with its values, separated by blanks. */
    void forEach(BiConsumer<String, String> each) {
        values.forEach((series, all) -> each.accept(series, String.join(" ", all)));
    }
}
