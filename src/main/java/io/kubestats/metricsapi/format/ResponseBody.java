package io.kubestats.metricsapi.format;

import io.kubestats.http.BodyWriter;
import java.io.IOException;

/** What an answer holds, written when the connection takes it. Safe to write more than once. */
@FunctionalInterface
public interface ResponseBody {
    void writeTo(BodyWriter out) throws IOException;
}
