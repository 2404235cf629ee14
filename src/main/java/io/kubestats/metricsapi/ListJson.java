package io.kubestats.metricsapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubestats.http.BodyWriter;
import io.kubestats.json.JsonTree;
import io.kubestats.metricsapi.format.JsonBody;
import io.kubestats.metricsapi.format.YamlText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A list of objects as streamed text.
 *
 * @param continueToken token of the next page; empty on the last one
 * @param createdMillis time of the response, Unix time
 */
record ListJson(JsonForm form, Iterable<ObjectMetrics> objects, String continueToken, long createdMillis)
        implements JsonBody {
    @Override
    public void writeJson(BodyWriter out) throws IOException {
        if (form instanceof JsonForm.Table table && isEmpty()) {
            out.ascii(table.empty());
            return;
        }
        out.ascii(form.head(continueToken));
        out.ascii(",\"");
        out.ascii(form.arrayName());
        out.ascii("\":[");
        ItemJson json = new ItemJson(out, createdMillis);
        boolean first = true;
        for (ObjectMetrics object : objects) {
            if (!first) {
                out.write(',');
            }
            first = false;
            form.element(json, out, object);
        }
        out.ascii("]}");
    }

    @Override
    public void writeYaml(BodyWriter out) throws IOException {
        if (isEmpty()) {
            JsonBody.super.writeYaml(out);
            return;
        }
        ObjectNode head = (ObjectNode) JsonTree.read(form.head(continueToken) + "}");
        head.putNull(form.arrayName());
        Map<String, JsonNode> sorted = new TreeMap<>();
        head.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        YamlText yaml = new YamlText(out);
        for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
            if (field.getKey().equals(form.arrayName())) {
                yaml.listKey(form.arrayName());
                writeYamlElements(yaml);
            } else {
                yaml.field(field.getKey(), field.getValue());
            }
        }
    }

    private boolean isEmpty() {
        return !objects.iterator().hasNext();
    }

    private void writeYamlElements(YamlText yaml) throws IOException {
        ByteArrayOutputStream scratch = new ByteArrayOutputStream();
        BodyWriter writer = new BodyWriter(scratch, 1024);
        ItemJson json = new ItemJson(writer, createdMillis);
        for (ObjectMetrics object : objects) {
            form.element(json, writer, object);
            writer.flush();
            yaml.item(scratch.toByteArray());
            scratch.reset();
        }
    }
}
