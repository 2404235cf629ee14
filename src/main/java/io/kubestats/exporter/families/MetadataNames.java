package io.kubestats.exporter.families;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What keys of labels and annotations are called in Prometheus: as kube-state-metrics calls them. */
final class MetadataNames {
    private MetadataNames() {}

    /** Camel case becomes snake case, and what cannot stand in a name an underscore. */
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

    /** Whether a name stands there twice; they are few. */
    static boolean clash(List<String> names) {
        for (int i = 1; i < names.size(); i++) {
            if (names.subList(0, i).contains(names.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** The same, but those that stand there more than once get a number each. */
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
