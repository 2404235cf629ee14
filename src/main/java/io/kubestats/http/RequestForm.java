package io.kubestats.http;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/**
 * The canonical form of a request's path and method, checked before any guard or route sees it. A path that two parsers
 * could interpret differently is refused, so that the guard judges exactly the path that the router serves.
 */
final class RequestForm {
    /** Maximum length of a request line, as in common API servers and proxies. */
    static final int MAX_LINE = 8 << 10;

    private static final int AROUND_URI = " ".length() + " HTTP/1.1\r\n".length();
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override"; // Javalin's router would obey it.
    private static final String API = "/apis/";

    private RequestForm() {}

    /** Returns the refusal of a request that is not in canonical form. */
    static Optional<StatusBody> check(Request request) {
        HttpURI uri = request.getHttpURI();
        String path = path(request);
        String query = uri.getQuery();
        int line = request.getMethod().length() + path.length() + AROUND_URI + (query == null ? 0 : query.length() + 1);
        if (line > MAX_LINE) {
            return Optional.of(StatusBody.LINE_TOO_LONG);
        }
        if (!METHODS.contains(request.getMethod())) {
            return Optional.of(StatusBody.METHOD_NOT_ALLOWED);
        }
        if (request.getHeaders().contains(METHOD_OVERRIDE)) {
            return Optional.of(StatusBody.METHOD_OVERRIDE);
        }
        return isCanonical(path) ? Optional.empty() : Optional.of(StatusBody.PATH_NOT_CANONICAL);
    }

    /**
     * Returns the request with the path for guard and router. API servers treat {@code /apis/} as {@code /apis}, and
     * likewise every path below it; the slash is removed for both. Elsewhere a trailing slash makes a different path,
     * which neither of them knows.
     */
    static Request canonical(Request request) {
        String path = path(request);
        if (!path.startsWith(API) || path.charAt(path.length() - 1) != '/') {
            return request;
        }
        HttpURI uri = HttpURI.build(request.getHttpURI())
                .path(path.substring(0, path.length() - 1))
                .asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpURI getHttpURI() {
                return uri;
            }
        };
    }

    /** Returns the path as sent. */
    static String path(Request request) {
        return Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
    }

    private static boolean isCanonical(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        int start = 1;
        for (int i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                if (!isSegment(path, start, i)) {
                    return false;
                }
                start = i + 1;
            } else if (!isPlain(path.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the segment is valid: only the last one may be empty, and none may be a dot segment. */
    private static boolean isSegment(String path, int start, int end) {
        return switch (end - start) {
            case 0 -> end == path.length();
            case 1 -> path.charAt(start) != '.';
            case 2 -> path.charAt(start) != '.' || path.charAt(start + 1) != '.';
            default -> true;
        };
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._:~".indexOf(c) >= 0;
    }
}
