package io.kubestats.metricsapi;

import io.kubestats.http.BodyWriter;
import io.kubestats.metricsapi.format.ApiAnswer;
import io.kubestats.metricsapi.format.ApiRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Helpers to build requests and read responses. */
public final class Requests {
    private Requests() {}

    public static ApiRequest get(String pathAndQuery, String... headers) {
        return request("GET", pathAndQuery, headers);
    }

    /** Returns a request; headers alternate between names and values. */
    static ApiRequest request(String method, String pathAndQuery, String... headers) {
        int question = pathAndQuery.indexOf('?');
        Map<String, String> query = QueryString.parse(pathAndQuery.substring(question + 1));
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            byName.put(headers[i], headers[i + 1]);
        }
        String path = question < 0 ? pathAndQuery : pathAndQuery.substring(0, question);
        return new ApiRequest(method, path, question < 0 ? Map.of() : query, byName, "192.0.2.1:443");
    }

    static byte[] bytes(ApiAnswer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BodyWriter out = new BodyWriter(bytes, 256);
        try {
            answer.body().writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String text(ApiAnswer answer) {
        return new String(bytes(answer), StandardCharsets.UTF_8);
    }
}
