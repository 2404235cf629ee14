package io.kubestats.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A dashboard. The uid is its permanent address: links and bookmarks depend on it.
 *
 * @param variables the selectable variables, in order; later ones may use earlier ones
 */
record Dashboard(String uid, String title, String description, List<ObjectNode> variables, List<Row> rows) {
    private static final int COLUMNS = 24;

    /** Returns the selected data source. */
    static ObjectNode source() {
        return Json.object("type", "prometheus", "uid", "${datasource}");
    }

    /** Returns the dashboard in Grafana's classic model, with its last version, 42. */
    ObjectNode json() {
        return Json.object(
                "uid",
                uid,
                "title",
                title,
                "description",
                description,
                "tags",
                Json.array("kubestats"),
                "schemaVersion",
                42,
                "editable",
                false,
                "graphTooltip",
                1,
                "timezone",
                "browser",
                "refresh",
                "1m",
                "time",
                Json.object("from", "now-1h", "to", "now"),
                "timepicker",
                Json.object(),
                "annotations",
                Json.object("list", Json.array()),
                "links",
                Json.array(Json.object(
                        "type",
                        "dashboards",
                        "title",
                        "Kubestats",
                        "tooltip",
                        "The other dashboards, with time and variables kept",
                        "tags",
                        Json.array("kubestats"),
                        "icon",
                        "external link",
                        "asDropdown",
                        true,
                        "includeVars",
                        true,
                        "keepTime",
                        true,
                        "targetBlank",
                        false,
                        "url",
                        "")),
                "templating",
                Json.object("list", Json.array(variables)),
                "panels",
                new Layout().place(rows));
    }

    /** Layout of panels from left to right, and of rows below each other, with ascending ids. */
    private static final class Layout {
        private final ArrayNode placed = Json.array();
        private int id = 1;
        private int top;

        ArrayNode place(List<Row> rows) {
            for (Row row : rows) {
                ObjectNode heading = heading(row);
                placed.add(heading);
                ArrayNode panels = Json.array();
                place(row.panels(), panels);
                if (row.collapsed()) {
                    heading.set("panels", panels);
                } else {
                    placed.addAll(panels);
                }
            }
            return placed;
        }

        private ObjectNode heading(Row row) {
            return Json.object(
                    "id", id++,
                    "type", "row",
                    "title", row.title(),
                    "collapsed", row.collapsed(),
                    "gridPos", Json.object("x", 0, "y", top++, "w", COLUMNS, "h", 1),
                    "panels", Json.array());
        }

        private void place(List<Panel> panels, ArrayNode into) {
            int left = 0;
            int height = 0;
            for (Panel panel : panels) {
                if (left + panel.width() > COLUMNS) {
                    left = 0;
                    top += height;
                    height = 0;
                }
                into.add(panel.json(id++, left, top));
                left += panel.width();
                height = Math.max(height, panel.height());
            }
            top += height;
        }
    }
}
