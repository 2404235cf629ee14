package io.kubestats.cluster.selector;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The syntax rules of Kubernetes for label keys and values, with the wording of its error messages. */
final class LabelRules {
    private static final int LONGEST_NAME = 63;
    private static final int LONGEST_PREFIX = 253;
    private static final String NAME_RULE = "must consist of alphanumeric characters, '-', '_' or '.', and must start"
            + " and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
            + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private static final String VALUE_RULE = "a valid label must be an empty string or consist of alphanumeric"
            + " characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue', "
            + " or 'my_value',  or '12345', regex used for validation is"
            + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    private static final String PREFIX_RULE = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
            + " characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
            + " regex used for validation is"
            + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

    private LabelRules() {}

    /** Returns the faults of a key; empty if the key is valid. */
    static List<String> faultsOfKey(String key) {
        List<String> faults = new ArrayList<>();
        int slash = key.indexOf('/');
        if (slash >= 0 && key.indexOf('/', slash + 1) >= 0) {
            faults.add("a valid label key " + NAME_RULE
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
            return faults;
        }
        if (slash >= 0) {
            addFaultsOfPrefix(key.substring(0, slash), faults);
        }
        addFaultsOfName(key.substring(slash + 1), faults);
        return faults;
    }

    /** Returns the faults of a value; empty if the value is valid. */
    static List<String> faultsOfValue(String value) {
        List<String> faults = new ArrayList<>();
        if (bytes(value) > LONGEST_NAME) {
            faults.add(tooLong(LONGEST_NAME));
        }
        if (!value.isEmpty() && !isName(value)) {
            faults.add(VALUE_RULE);
        }
        return faults;
    }

    /** Parses a signed 64-bit decimal integer. */
    static OptionalLong integer(String text) {
        int first = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (first == text.length()) {
            return OptionalLong.empty();
        }
        for (int i = first; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return OptionalLong.empty();
            }
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException outOfRange) {
            return OptionalLong.empty();
        }
    }

    private static void addFaultsOfPrefix(String prefix, List<String> faults) {
        if (prefix.isEmpty()) {
            faults.add("prefix part must be non-empty");
            return;
        }
        if (bytes(prefix) > LONGEST_PREFIX) {
            faults.add("prefix part " + tooLong(LONGEST_PREFIX));
        }
        if (!isSubdomain(prefix)) {
            faults.add("prefix part " + PREFIX_RULE);
        }
    }

    private static void addFaultsOfName(String name, List<String> faults) {
        if (name.isEmpty()) {
            faults.add("name part must be non-empty");
        } else if (bytes(name) > LONGEST_NAME) {
            faults.add("name part " + tooLong(LONGEST_NAME));
        }
        if (!isName(name)) {
            faults.add("name part " + NAME_RULE);
        }
    }

    private static boolean isName(String text) {
        int last = text.length() - 1;
        if (last < 0 || !isAlphanumeric(text.charAt(0)) || !isAlphanumeric(text.charAt(last))) {
            return false;
        }
        for (int i = 1; i < last; i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isSubdomain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inner = isLowerCase(c);
            boolean edge = i == 0 || i == text.length() - 1;
            if (c == '-') {
                inner = !edge && text.charAt(i - 1) != '.' && text.charAt(i + 1) != '.';
            } else if (c == '.') {
                inner = !edge && text.charAt(i - 1) != '.';
            }
            if (!inner) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAlphanumeric(char c) {
        return isLowerCase(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isLowerCase(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static String tooLong(int most) {
        return "must be no more than " + most + " bytes";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
