package io.kubestats.metricsapi.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.http.BodyWriter;
import io.kubestats.json.JsonTree;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writer of JSON as YAML in the format of Kubernetes: keys sorted, lists not indented, and only those strings quoted
 * that would be read as something else. Long lines are not folded. Not thread-safe.
 */
public final class YamlText {
    private final BodyWriter out;

    public YamlText(BodyWriter out) {
        this.out = out;
    }

    /** Writes a document, an object, from its JSON. */
    public void document(byte[] json) throws IOException {
        fields(JsonTree.read(json), 0);
    }

    /** Writes an object of a list at the left margin, from its JSON. */
    public void item(byte[] json) throws IOException {
        out.ascii("- ");
        fields(JsonTree.read(json), 1);
    }

    /** Writes a key at the left margin whose list follows. */
    public void listKey(String key) throws IOException {
        out.ascii(key);
        out.ascii(":\n");
    }

    /** Writes one field at the left margin. */
    public void field(String key, JsonNode value) throws IOException {
        out.utf8(YamlScalar.of(key));
        out.write(':');
        value(value, 0);
    }

    /** Writes the object's fields; the first one without indentation, since it continues a line. */
    private void fields(JsonNode object, int depth) throws IOException {
        Map<String, JsonNode> sorted = new TreeMap<>();
        object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        boolean first = true;
        for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
            if (!first) {
                indent(depth);
            }
            first = false;
            out.utf8(YamlScalar.of(field.getKey()));
            out.write(':');
            value(field.getValue(), depth);
        }
    }

    private void value(JsonNode value, int depth) throws IOException {
        if (value.isObject() && !value.isEmpty()) {
            out.write('\n');
            indent(depth + 1);
            fields(value, depth + 1);
        } else if (value.isArray() && !value.isEmpty()) {
            out.write('\n');
            for (JsonNode element : value) {
                indent(depth);
                element(element, depth);
            }
        } else {
            out.write(' ');
            out.utf8(scalar(value));
            out.write('\n');
        }
    }

    private void element(JsonNode element, int depth) throws IOException {
        out.ascii("- ");
        if (element.isObject() && !element.isEmpty()) {
            fields(element, depth + 1);
        } else {
            out.utf8(scalar(element));
            out.write('\n');
        }
    }

    /** Returns a scalar, or an empty collection. The documents contain no lists of lists. */
    private static String scalar(JsonNode value) {
        return value.isTextual() ? YamlScalar.of(value.textValue()) : JsonTree.text(value);
    }

    private void indent(int depth) throws IOException {
        for (int i = 0; i < depth; i++) {
            out.write(' ');
            out.write(' ');
        }
    }
}
