package io.kubestats.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A column of a table: the values of one instant query, with one value per combination of the row's labels. */
record Column(String heading, String unit, Thresholds thresholds, String expression) {
    static Column of(String heading, String unit, String expression) {
        return new Column(heading, unit, Thresholds.NONE, expression);
    }

    static Column of(String heading, String unit, Thresholds thresholds, String expression) {
        return new Column(heading, unit, thresholds, expression);
    }

    ObjectNode override() {
        ArrayNode properties = Json.array(
                property("unit", unit), property("decimals", decimals()), property("thresholds", thresholds.json()));
        if (thresholds.areAny()) {
            properties.add(property("custom.cellOptions", Json.object("type", "color-text")));
        }
        return override(heading, properties);
    }

    /** Returns a heading whose cells are links. */
    static ObjectNode link(String heading, String title, String url) {
        return override(
                heading,
                Json.array(
                        property("links", Json.array(Json.object("title", title, "url", url, "targetBlank", false)))));
    }

    private int decimals() {
        return switch (unit) {
            case "none" -> 2;
            case "short" -> 0;
            default -> 1;
        };
    }

    private static ObjectNode override(String heading, ArrayNode properties) {
        return Json.object("matcher", Json.object("id", "byName", "options", heading), "properties", properties);
    }

    private static ObjectNode property(String id, Object value) {
        return Json.object("id", id, "value", value);
    }
}
