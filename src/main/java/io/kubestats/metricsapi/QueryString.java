package io.kubestats.metricsapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Parser of URL queries with the rules of Go: the first value of a name counts, and a malformed pair is ignored. */
final class QueryString {
    private QueryString() {}

    /** Returns the parameters by name. */
    static Map<String, String> parse(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty() && pair.indexOf(';') < 0) {
                add(pair, parameters);
            }
        }
        return parameters;
    }

    private static void add(String pair, Map<String, String> parameters) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        try {
            parameters.putIfAbsent(decode(name), decode(value));
        } catch (IllegalArgumentException malformed) {
            // Go's server ignores this pair and handles the rest of the request.
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
