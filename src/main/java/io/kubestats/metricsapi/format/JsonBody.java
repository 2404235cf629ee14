package io.kubestats.metricsapi.format;

import io.kubestats.http.BodyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A document defined by its compact JSON, from which the other text encodings are derived. */
@FunctionalInterface
public interface JsonBody {
    /** Writes compact JSON without a line end. */
    void writeJson(BodyWriter out) throws IOException;

    /** Writes YAML with its keys sorted. */
    default void writeYaml(BodyWriter out) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        BodyWriter writer = new BodyWriter(json, 1024);
        writeJson(writer);
        writer.flush();
        new YamlText(out).document(json.toByteArray());
    }

    /** Returns the document in one of the text encodings. */
    default ResponseBody in(BodyEncoding encoding) {
        return switch (encoding) {
            case JSON ->
                out -> {
                    writeJson(out);
                    out.write('\n');
                };
            case PRETTY_JSON ->
                out -> {
                    BodyWriter pretty = new BodyWriter(new PrettyJson(out), 8192);
                    writeJson(pretty);
                    pretty.flush();
                };
            case YAML -> this::writeYaml;
            case PROTOBUF -> throw new IllegalArgumentException("protobuf is not a text");
        };
    }
}
