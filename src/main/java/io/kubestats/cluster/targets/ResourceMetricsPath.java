package io.kubestats.cluster.targets;

import java.util.Optional;

/**
 * The path of a kubelet's resource metrics, where a node's annotation names another than {@code /metrics/resource}. It
 * is foreign input: whoever may edit nodes chooses where a request with our token goes. So it may change the path only,
 * and is refused unless it is plain.
 */
public final class ResourceMetricsPath {
    /** The annotation, as metrics-server knows it. */
    public static final String ANNOTATION = "metrics.k8s.io/resource-metrics-path";

    /** The rule in words. */
    static final String RULE =
            "an absolute path of letters, digits, '-', '.', '_', '~' and '/', without empty segments,"
                    + " '.' and '..', 256 characters at most";

    private static final int LONGEST = 256;
    private static final String PUNCTUATION = "-._~/";

    private ResourceMetricsPath() {}

    /** Returns {@code text} if it is a valid path. */
    static Optional<String> valid(String text) {
        return isValid(text) ? Optional.of(text) : Optional.empty();
    }

    /** Returns at most as much of an annotation as tells that it is too long: it may have 256 KiB. */
    public static String bounded(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST + 1) : text;
    }

    private static boolean isValid(String text) {
        if (!text.startsWith("/") || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        for (String segment : text.substring(1).split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
