package io.kubestats.exporter.families;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Converter from label and annotation keys to Prometheus label names, compatible with kube-state-metrics. */
final class MetadataNames {
    private MetadataNames() {}

    /** Converts camel case to snake case, and invalid characters to underscores. */
    static String of(MetadataKind kind, String key) {
        StringBuilder name = new StringBuilder(kind.word()).append('_');
        char before = '_';
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (isUpper(c) && (isLower(before) || isDigit(before))) {
                name.append('_');
            }
            name.append(isUpper(c) || isLower(c) || isDigit(c) ? c : '_');
            before = c;
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /** Returns whether a name occurs twice. Quadratic, but the list is short. */
    static boolean clash(List<String> names) {
        for (int i = 1; i < names.size(); i++) {
            if (names.subList(0, i).contains(names.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the names with a numbered suffix on those that occur more than once. */
    static List<String> distinct(List<String> names) {
        Set<String> taken = new HashSet<>();
        for (String name : names) {
            if (names.indexOf(name) == names.lastIndexOf(name)) {
                taken.add(name);
            }
        }
        List<String> distinct = new ArrayList<>(names.size());
        for (String name : names) {
            String own = name;
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                for (int i = 1; own.equals(name) || !taken.add(own); i++) {
                    own = name + "_conflict" + i;
                }
            }
            distinct.add(own);
        }
        return distinct;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
