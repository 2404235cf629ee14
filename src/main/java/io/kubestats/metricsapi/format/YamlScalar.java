package io.kubestats.metricsapi.format;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Encoder of YAML strings: plain if they are read as the same string, and quoted otherwise or in doubt. */
public final class YamlScalar {
    private static final Set<String> WORDS = Set.of(
            "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf", "-.inf", "+.inf");
    private static final Pattern NUMBER = Pattern.compile("[-+]?("
            + "0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+"
            + "|(\\.[0-9][0-9_]*|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?"
            + "|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?)");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ]|$)");
    private static final int LONGEST_NUMBER = 64;
    private static final String NEVER_FIRST = "#'\"[]{},*&!|>%@`";

    private YamlScalar() {}

    /** Returns the string in its encoded form. */
    public static String of(String text) {
        if (isWord(text) || isNumber(text) || DATE.matcher(text).lookingAt() || !isPrintable(text)) {
            return doubleQuoted(text);
        }
        return isPlain(text) ? text : "'" + text.replace("'", "''") + "'";
    }

    /**
     * Returns whether the text is read as a number. Long texts are judged by their first character, since the pattern
     * is meant for short ones.
     */
    private static boolean isNumber(String text) {
        return text.length() > LONGEST_NUMBER
                ? "+-.0123456789".indexOf(text.charAt(0)) >= 0
                : NUMBER.matcher(text).matches();
    }

    /** Returns whether the text is a word that is not read as a string, in lower case, in upper case or capitalised. */
    private static boolean isWord(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        if (!WORDS.contains(lowerCase)) {
            return false;
        }
        // Words that are numbers can have capitals in the middle.
        boolean isNumber = lowerCase.contains(".");
        String rest = text.substring(Math.min(1, text.length()));
        return isNumber || text.equals(text.toUpperCase(Locale.ROOT)) || rest.equals(rest.toLowerCase(Locale.ROOT));
    }

    private static boolean isPlain(String text) {
        char first = text.charAt(0);
        if (NEVER_FIRST.indexOf(first) >= 0 || first == ' ' || text.endsWith(" ") || text.endsWith(":")) {
            return false;
        }
        boolean couldBeSign = first == '-' || first == '?';
        if (text.equals("---") || (couldBeSign && (text.length() == 1 || text.charAt(1) == ' '))) {
            return false;
        }
        return !text.contains(": ") && !text.contains(" #");
    }

    private static boolean isPrintable(String text) {
        return text.chars().noneMatch(c -> isControl((char) c) || Character.isSurrogate((char) c));
    }

    private static boolean isControl(char c) {
        return c < ' ' || (c >= 0x7f && c < 0xa0);
    }

    private static String doubleQuoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isControl(c)) {
                        quoted.append(String.format("\\x%02X", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
