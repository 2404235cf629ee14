package io.kubestats.metricsapi.format;

import io.kubestats.http.BodyWriter;
import java.io.IOException;

/** A response body, written as the connection accepts it. It can be written more than once. */
@FunctionalInterface
public interface ResponseBody {
    void writeTo(BodyWriter out) throws IOException;
}
