package io.kubestats.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Builder of one panel: its type first, then its queries. Not thread-safe. */
final class Panel {
    private final String title;
    private final String description;
    private final ObjectNode json;
    private final ObjectNode defaults = Json.object();
    private final ArrayNode overrides = Json.array();
    private final ArrayNode targets = Json.array();
    private int width;
    private int height;

    private Panel(String type, String title, String description, JsonNode options) {
        this.title = title;
        this.description = description;
        json = Json.object("type", type, "options", options);
        defaults.put("noValue", "No data: is Kubestats scraped?");
        thresholds(Thresholds.NONE);
    }

    /** Returns a panel with a single number, the last value. */
    static Panel stat(String title, String description) {
        JsonNode options = Json.object(
                "colorMode", "value",
                "graphMode", "area",
                "justifyMode", "auto",
                "orientation", "auto",
                "textMode", "auto",
                "reduceOptions", last());
        return new Panel("stat", title, description, options)
                .color("thresholds")
                .size(4, 4);
    }

    /** Returns a panel with a bar for the last value of each series. */
    static Panel bars(String title, String description) {
        JsonNode options = Json.object(
                "displayMode", "gradient",
                "orientation", "horizontal",
                "showUnfilled", true,
                "valueMode", "color",
                "reduceOptions", last());
        return new Panel("bargauge", title, description, options)
                .color("thresholds")
                .size(8, 9);
    }

    /** Returns a panel with lines over time, above a table of last, mean and maximum. */
    static Panel graph(String title, String description) {
        JsonNode options = Json.object(
                "legend",
                        Json.object(
                                "displayMode",
                                "table",
                                "placement",
                                "bottom",
                                "showLegend",
                                true,
                                "calcs",
                                Json.array("lastNotNull", "mean", "max"),
                                "sortBy",
                                "Max",
                                "sortDesc",
                                true),
                "tooltip", Json.object("mode", "multi", "sort", "desc"));
        Panel panel = new Panel("timeseries", title, description, options)
                .color("palette-classic")
                .size(12, 9);
        panel.defaults.set(
                "custom",
                Json.object(
                        "drawStyle",
                        "line",
                        "fillOpacity",
                        10,
                        "lineWidth",
                        1,
                        "showPoints",
                        "never",
                        "spanNulls",
                        false,
                        "thresholdsStyle",
                        Json.object("mode", "off")));
        return panel;
    }

    /** Returns a table with rows of labels and columns of values; {@code labels} are alternating names and headings. */
    static Panel table(String title, String description, String[] labels, Column... columns) {
        JsonNode options = Json.object(
                "showHeader",
                true,
                "cellHeight",
                "sm",
                "sortBy",
                Json.array(Json.object("displayName", columns[0].heading(), "desc", true)));
        Panel panel = new Panel("table", title, description, options)
                .color("thresholds")
                .unit("none")
                .size(24, 10);
        panel.defaults.set("custom", Json.object("align", "auto", "filterable", true));
        ObjectNode names = Json.object();
        ObjectNode order = Json.object("cluster", 0);
        names.put("cluster", "Cluster");
        for (int i = 0; i < labels.length; i += 2) {
            names.put(labels[i], labels[i + 1]);
            order.put(labels[i], order.size());
        }
        for (Column column : columns) {
            String value = "Value #" + panel.nextReference();
            names.put(value, column.heading());
            order.put(value, order.size());
            panel.target(column.expression(), "", true, "table");
            panel.overrides.add(column.override());
        }
        if (columns.length == 1) {
            // Grafana numbers the values only if several queries answer.
            names.put("Value", columns[0].heading());
        }
        panel.json.set(
                "transformations",
                Json.array(
                        Json.object("id", "merge", "options", Json.object()),
                        Json.object(
                                "id",
                                "organize",
                                "options",
                                Json.object(
                                        "excludeByName", Json.object("Time", true),
                                        "indexByName", order,
                                        "renameByName", names))));
        return panel;
    }

    /** Returns a heat map of a histogram's buckets over time. */
    static Panel heatmap(String title, String description, String expression) {
        JsonNode options = Json.object(
                "calculate", false,
                "cellGap", 1,
                "color", Json.object("mode", "scheme", "scheme", "Oranges", "steps", 64),
                "yAxis", Json.object("unit", "s"),
                "tooltip", Json.object("mode", "single", "yHistogram", true),
                "legend", Json.object("show", true));
        Panel panel =
                new Panel("heatmap", title, description, options).size(12, 9).unit("s");
        panel.target(expression, "{{le}}", false, "heatmap");
        return panel;
    }

    Panel query(String expression, String legend) {
        boolean graph = json.path("type").asText().equals("timeseries")
                || json.path("type").asText().equals("stat");
        return target(expression, legend, !graph, "time_series");
    }

    /** Adds a query like {@link #query}, drawn below zero while the numbers stay positive. */
    Panel mirrored(String expression, String legend) {
        overrides.add(Json.object(
                "matcher", Json.object("id", "byFrameRefID", "options", nextReference()),
                "properties", Json.array(Json.object("id", "custom.transform", "value", "negative-Y"))));
        return query(expression, legend);
    }

    Panel unit(String unit) {
        defaults.put("unit", unit);
        if (unit.equals("percentunit")) {
            defaults.put("min", 0);
        }
        return this;
    }

    Panel decimals(int decimals) {
        defaults.put("decimals", decimals);
        return this;
    }

    /** Sets the end of the scale, such as 1 for shares with an upper bound. */
    Panel max(double max) {
        defaults.put("max", max);
        return this;
    }

    /** Sets the text in place of missing data, which explains why there may be none. */
    Panel noValue(String text) {
        defaults.put("noValue", text);
        return this;
    }

    Panel thresholds(Thresholds thresholds) {
        defaults.set("thresholds", thresholds.json());
        if (thresholds.areAny() && defaults.path("custom").isObject()) {
            ((ObjectNode) defaults.get("custom")).set("thresholdsStyle", Json.object("mode", "dashed"));
        }
        return this;
    }

    Panel stacked() {
        ((ObjectNode) defaults.get("custom"))
                .put("fillOpacity", 40)
                .set("stacking", Json.object("mode", "normal", "group", "A"));
        return this;
    }

    /** Shows the name of the series in place of its value. */
    Panel named() {
        ((ObjectNode) json.get("options")).put("textMode", "name").put("graphMode", "none");
        return this;
    }

    /** Sets the link of each series or, with a heading of a table, of each cell. */
    Panel link(String linkTitle, String url) {
        defaults.set("links", Json.array(Json.object("title", linkTitle, "url", url, "targetBlank", false)));
        return this;
    }

    Panel link(String heading, String linkTitle, String url) {
        overrides.add(Column.link(heading, linkTitle, url));
        return this;
    }

    Panel size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        return this;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    ObjectNode json(int id, int left, int top) {
        ObjectNode panel = Json.object(
                "id", id,
                "title", title,
                "description", description,
                "datasource", Dashboard.source(),
                "gridPos", Json.object("x", left, "y", top, "w", width, "h", height),
                "targets", targets,
                "fieldConfig", Json.object("defaults", defaults, "overrides", overrides));
        panel.setAll(json);
        return panel;
    }

    private Panel target(String expression, String legend, boolean instant, String format) {
        targets.add(Json.object(
                "refId",
                nextReference(),
                "datasource",
                Dashboard.source(),
                "expr",
                expression,
                "legendFormat",
                legend,
                "format",
                format,
                "instant",
                instant,
                "range",
                !instant,
                "editorMode",
                "code",
                "exemplar",
                false));
        return this;
    }

    private String nextReference() {
        return String.valueOf((char) ('A' + targets.size())).toUpperCase(Locale.ROOT);
    }

    private Panel color(String mode) {
        defaults.set("color", Json.object("mode", mode));
        return this;
    }

    private static JsonNode last() {
        return Json.object("calcs", Json.array("lastNotNull"), "fields", "", "values", false);
    }
}
