package io.kubestats.cluster.targets;

import static java.util.Objects.requireNonNull;

import io.kubestats.cluster.NodeNameRule;
import io.kubestats.model.KubeletTarget;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The result of parsing {@code NAME=URL}: a target, or the problem with it. */
public sealed interface ParsedTarget {
    /** Default port of a kubelet's HTTPS server. */
    int HTTPS_PORT = 10250;

    /** Default port of a kubelet's plain HTTP server. */
    int HTTP_PORT = 10255;

    /** Maximum length of text quoted in a problem. */
    int LONGEST_SHOWN = 80;

    /**
     * Parses a target. The URL consists of {@code https://} or {@code http://}, an address or a name (IPv6 in
     * brackets), and an optional port. A path is not allowed, since the scraper chooses the paths.
     */
    static ParsedTarget parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            String shown = isShowable(text) ? '"' + text + "\": " : "";
            return new Invalid(shown + "expected NAME=URL, for example worker-1=https://10.0.0.7:" + HTTPS_PORT);
        }
        String node = text.substring(0, equals).strip();
        if (node.isEmpty()) {
            return new Invalid("the node's name before '=' is empty");
        }
        if (!NodeNameRule.isValid(node)) {
            return new Invalid("'" + NodeNameRule.shown(node) + "' cannot be a node's name: " + NodeNameRule.RULE);
        }
        return parseEndpoint(node, text.substring(equals + 1).strip());
    }

    private static ParsedTarget parseEndpoint(String node, String url) {
        int schemeEnd = url.indexOf("://");
        if (schemeEnd < 0) {
            return new Invalid(node + ": expected a URL that begins with https:// or http://");
        }
        String scheme = url.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return new Invalid(
                    node + ": scheme '" + NodeNameRule.shown(scheme) + "' is not supported; use https or http");
        }
        try {
            URI uri = new URI(url);
            String problem = problemOf(uri);
            return problem.isEmpty()
                    ? new Valid(new KubeletTarget(node, endpoint(scheme, uri)))
                    : new Invalid(node + ": " + problem);
        } catch (URISyntaxException e) {
            return new Invalid(node + ": the URL cannot be read: " + e.getReason()
                    + (e.getIndex() < 0 ? "" : " at character " + (e.getIndex() + 1)));
        }
    }

    private static String problemOf(URI uri) {
        // Unreadable or secret parts are never quoted: they may contain a password, and problems are logged.
        if (uri.getRawAuthority() == null) {
            return "the URL has no address";
        }
        if (uri.getRawAuthority().indexOf('@') >= 0) {
            return "a URL with a user or password is not accepted; use the credential flags";
        }
        if (uri.getHost() == null) {
            return "the address or port cannot be read; IPv6 goes in brackets, as in https://[fd00::7]:" + HTTPS_PORT;
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            return "port " + uri.getPort() + " is not between 1 and 65535";
        }
        if (!uri.getRawPath().isEmpty() && !uri.getRawPath().equals("/")) {
            return "a path is not accepted: the kubelet's paths are fixed";
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return "a query or fragment is not accepted: the kubelet's paths are fixed";
        }
        return "";
    }

    private static URI endpoint(String scheme, URI uri) throws URISyntaxException {
        int standard = scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        return new URI(scheme, null, uri.getHost(), uri.getPort() < 0 ? standard : uri.getPort(), null, null, null);
    }

    /** A valid target. */
    record Valid(KubeletTarget target) implements ParsedTarget {
        public Valid {
            requireNonNull(target, "target");
        }
    }

    /** An invalid target, with a one-line {@code problem}. */
    record Invalid(String problem) implements ParsedTarget {
        public Invalid {
            requireNonNull(problem, "problem");
        }
    }

    /**
     * Returns whether the text may be quoted: text without a name may still be a URL with a password, or contain line
     * breaks.
     */
    private static boolean isShowable(String text) {
        return text.length() <= LONGEST_SHOWN
                && text.indexOf('@') < 0
                && text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }
}
