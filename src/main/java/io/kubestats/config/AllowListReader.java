package io.kubestats.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A parser for key allow lists in the syntax of kube-state-metrics, {@code pods=[app,team],nodes=[*]}, that collects
 * all problems. {@code *} in place of the objects selects all kinds. Not thread-safe.
 */
final class AllowListReader {
    private static final String EVERY_OBJECT = "*";
    private static final List<String> OBJECTS = List.of("nodes", "pods", "namespaces");
    private static final Pattern ENTRY = Pattern.compile("([^\\[\\]=]*)=\\[([^\\[\\]]*)]");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._/*-]+");

    private final FlagReader reader;
    private final String flag;
    private final Map<String, List<String>> keys = new LinkedHashMap<>();

    private AllowListReader(FlagReader reader, String flag) {
        this.reader = reader;
        this.flag = flag;
    }

    /** Returns the union of the allow lists in {@code texts}. */
    static ObjectKeys read(FlagReader reader, String flag, List<String> texts) {
        AllowListReader lists = new AllowListReader(reader, flag);
        for (String text : texts) {
            if (!text.isBlank()) {
                entries(text).forEach(lists::entry);
            }
        }
        return new ObjectKeys(lists.choice("nodes"), lists.choice("pods"), lists.choice("namespaces"));
    }

    /** Splits at commas outside brackets; commas within brackets separate keys. */
    private static List<String> entries(String text) {
        List<String> entries = new ArrayList<>();
        int from = 0;
        boolean inBrackets = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            inBrackets = c == '[' || (inBrackets && c != ']');
            if (c == ',' && !inBrackets) {
                entries.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        entries.add(text.substring(from).strip());
        return entries;
    }

    private void entry(String entry) {
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            reader.problem(flag, entry, "not OBJECTS=[KEY,...]; write for example pods=[app,team],nodes=[*]");
            return;
        }
        String objects = parts.group(1).strip();
        if (!OBJECTS.contains(objects) && !objects.equals(EVERY_OBJECT)) {
            reader.problem(
                    flag,
                    entry,
                    "no such objects: \"" + objects + "\"; there are " + String.join(", ", OBJECTS)
                            + ", and * for all of them");
        }
        List<String> wanted = keys.computeIfAbsent(objects, unused -> new ArrayList<>());
        String inBrackets = parts.group(2).strip();
        if (!inBrackets.isEmpty()) {
            for (String key : inBrackets.split(",", -1)) {
                problem(key.strip())
                        .ifPresentOrElse(reason -> reader.problem(flag, entry, reason), () -> wanted.add(key.strip()));
            }
        }
    }

    private static Optional<String> problem(String key) {
        if (key.isEmpty()) {
            return Optional.of("has an empty key");
        }
        if (!KEY.matcher(key).matches()) {
            return Optional.of("\"" + key + "\" is no key of labels or annotations");
        }
        return key.indexOf('*') == key.lastIndexOf('*')
                ? Optional.empty()
                : Optional.of("\"" + key + "\" has more than one *");
    }

    private KeyChoice choice(String objects) {
        List<String> wanted = new ArrayList<>(keys.getOrDefault(objects, List.of()));
        wanted.addAll(keys.getOrDefault(EVERY_OBJECT, List.of()));
        return new KeyChoice(wanted.stream().distinct().toList());
    }
}
