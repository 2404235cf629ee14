package io.kubestats.cluster;

/** The syntax of node names: DNS subdomains as in RFC 1123, which Kubernetes requires of Node objects. */
public final class NodeNameRule {
    /** The rule in words. */
    public static final String RULE =
            "lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit,"
                    + " 253 characters at most";

    private static final int LONGEST = 253;
    private static final int LONGEST_SHOWN = 60;

    private NodeNameRule() {}

    /** Returns whether a node may have this name. */
    public static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return false;
        }
        char before = '.';
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean joins = c == '-' || c == '.';
            boolean fits = isAlphanumeric(c) || (c == '-' && before != '.') || (c == '.' && isAlphanumeric(before));
            if (!fits || (joins && i == name.length() - 1)) {
                return false;
            }
            before = c;
        }
        return true;
    }

    /** Returns {@code text} shortened and on one line, for a message. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST_SHOWN); i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return text.length() > LONGEST_SHOWN ? shown.append("...").toString() : shown.toString();
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
