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
 * Makes templates from a recorded object: writes it as the kubelet does, one space for each level, with a gap for
 * each value that {@link SlotTable} knows and a cut where a list of objects stands.
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
     * The pieces of {@code recorded} between its cuts.
     *
     * @param depth how many levels down it stands, from 0
     * @param pressureMoves whether to put gaps for pressure, or leave it as recorded
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
                // The node's own values are known by the same paths as those of pods and containers.
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
            // eth0 stands in the list with the same counters as at the top; the other interfaces are dead.
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
