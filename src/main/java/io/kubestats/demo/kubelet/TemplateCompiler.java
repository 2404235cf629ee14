package io.kubestats.demo.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.demo.cluster.SlotTable;
import io.kubestats.demo.kubelet.AnswerTemplate.Form;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A compiler of recorded objects into templates. It writes an object as the kubelet does, with one space per level, a
 * slot for each value in {@link SlotTable}, and a cut at each list of objects.
 */
final class TemplateCompiler {
    /** Lists whose elements have templates of their own. */
    private static final Set<String> CUTS = Set.of("systemContainers", "pods", "containers", "volume");

    private final boolean pressureMoves;
    private final StringBuilder text = new StringBuilder();
    private final List<byte[]> literals = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();
    private final List<Form> forms = new ArrayList<>();
    private final List<AnswerTemplate> pieces = new ArrayList<>();

    private TemplateCompiler(boolean pressureMoves) {
        this.pressureMoves = pressureMoves;
    }

    /**
     * Returns the pieces of {@code recorded} between its cuts.
     *
     * @param depth nesting level of the object, from 0
     * @param pressureMoves whether pressure gets slots or stays as recorded
     */
    static List<AnswerTemplate> compile(JsonNode recorded, int depth, boolean pressureMoves) {
        TemplateCompiler compiler = new TemplateCompiler(pressureMoves);
        compiler.indent(depth);
        compiler.value(recorded, "", depth);
        compiler.cut();
        return List.copyOf(compiler.pieces);
    }

    private void value(JsonNode value, String path, int depth) {
        if (value.isObject()) {
            object(value, path.isEmpty() ? "" : path + ".", depth);
        } else if (value.isArray()) {
            array(value, path, depth);
        } else {
            scalar(value, path);
        }
    }

    private void object(JsonNode object, String prefix, int depth) {
        text.append("{\n");
        Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            indent(depth + 1);
            text.append('"').append(field.getKey()).append("\": ");
            if (CUTS.contains(field.getKey())) {
                text.append("[\n");
                cut();
                text.append('\n');
                indent(depth + 1);
                text.append(']');
            } else {
                // The node's own values have the same paths as those of pods and containers.
                String path = field.getKey().equals("node") ? "" : prefix + field.getKey();
                value(field.getValue(), path, depth + 1);
            }
            text.append(fields.hasNext() ? ",\n" : "\n");
        }
        indent(depth);
        text.append('}');
    }

    private void array(JsonNode interfaces, String path, int depth) {
        text.append("[\n");
        Iterator<JsonNode> elements = interfaces.elements();
        while (elements.hasNext()) {
            JsonNode element = elements.next();
            indent(depth + 1);
            // The list repeats eth0 with the counters of the top level; the other interfaces are idle.
            boolean first = element.path("name").asText().equals("eth0");
            object(element, first ? path.replace(".interfaces", ".") : path + "[].", depth + 1);
            text.append(elements.hasNext() ? ",\n" : "\n");
        }
        indent(depth);
        text.append(']');
    }

    private void scalar(JsonNode value, String path) {
        OptionalInt slot = SlotTable.of(path);
        boolean pressure = path.contains(".psi.");
        if (slot.isEmpty() || (pressure && !pressureMoves)) {
            text.append(value);
            return;
        }
        literals.add(takeText());
        slots.add(slot.getAsInt());
        forms.add(form(path, value));
    }

    private static Form form(String path, JsonNode value) {
        if (path.contains(".avg")) {
            return Form.PERCENT;
        }
        if (value.isTextual()) {
            return path.endsWith("ime") ? Form.TIME : Form.TEXT;
        }
        return Form.NUMBER;
    }

    private void indent(int depth) {
        text.append(" ".repeat(depth));
    }

    private void cut() {
        literals.add(takeText());
        pieces.add(new AnswerTemplate(
                literals.toArray(byte[][]::new),
                slots.stream().mapToInt(Integer::intValue).toArray(),
                forms.toArray(Form[]::new)));
        literals.clear();
        slots.clear();
        forms.clear();
    }

    private byte[] takeText() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        return bytes;
    }
}
