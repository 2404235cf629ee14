package io.kubestats.cluster.targets;

import java.util.Optional;

/**
 * The path of a kubelet's resource metrics, if a node's annotation overrides {@code /metrics/resource}. The annotation
 * is untrusted input: anyone who can edit nodes controls where a request with the scraper's token goes. It may
 * therefore change only the path, and is rejected unless it is a plain path.
 */
public final class ResourceMetricsPath {
    /** Name of the annotation, as in metrics-server. */
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

    /** Truncates an annotation, which may have 256 KiB, just beyond the maximum length of a path. */
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
