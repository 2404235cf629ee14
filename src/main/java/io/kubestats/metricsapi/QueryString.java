package io.kubestats.metricsapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Reads the query of a URL as Go does: the first value of a name counts, and a pair that is malformed is not there. */
final class QueryString {
    private QueryString() {}

    /** The parameters by name. */
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
            // Without this pair the request may still make sense, and Go's server would answer it.
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
