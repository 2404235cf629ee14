package io.kubestats.metricsapi.format;

import io.kubestats.http.BodyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** A document that knows itself as compact JSON; the other texts are made from that. */
@FunctionalInterface
public interface JsonBody {
    /** Writes compact JSON and no line end. */
    void writeJson(BodyWriter out) throws IOException;

    /** Writes YAML with its keys sorted. */
    default void writeYaml(BodyWriter out) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        BodyWriter writer = new BodyWriter(json, 1024);
        writeJson(writer);
        writer.flush();
        new YamlText(out).document(json.toByteArray());
    }

    /** The document in one of the encodings for text. */
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
