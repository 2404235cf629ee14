package io.kubestats.metricsapi.format;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request, independent of any HTTP library.
 *
 * @param path the decoded path
 * @param query the first value of each query parameter
 * @param headers the first value of each header, by its name in lower case
 * @param localAddress address that the client connected to, {@code IP:PORT}
 */
public record ApiRequest(
        String method, String path, Map<String, String> query, Map<String, String> headers, String localAddress) {
    private static final Set<String> TRUE = Set.of("1", "t", "true");

    public ApiRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** Returns a header's value; empty if it is missing. {@code name} is in lower case. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Returns a query parameter's value; empty if it is missing. */
    public String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    /** Returns a query parameter's value, if it is present; it may be empty. */
    public Optional<String> optionalParameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** Returns whether the response is to be indented: by the parameter, or for programs that people use. */
    boolean wantsPretty() {
        String pretty = parameter("pretty");
        if (!pretty.isEmpty()) {
            return isTrue(pretty);
        }
        String agent = header("user-agent");
        return agent.startsWith("curl") || agent.startsWith("Wget") || agent.startsWith("Mozilla/5.0");
    }

    /** Returns whether Go parses {@code text} as true. */
    public static boolean isTrue(String text) {
        return TRUE.contains(text.toLowerCase(Locale.ROOT));
    }
}
