package io.kubestats.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A dashboard as found in its file, independently of its source. */
record ShippedDashboard(JsonNode json) {
    static final Path DIRECTORY = Path.of("grafana", "dashboards");

    static Path file(String uid) {
        return DIRECTORY.resolve(uid + ".json");
    }

    static List<ShippedDashboard> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            List<ShippedDashboard> all =
                    files.sorted().map(ShippedDashboard::read).toList();
            assertThat(all).isNotEmpty();
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ShippedDashboard read(Path file) {
        try {
            return new ShippedDashboard(new ObjectMapper().readTree(file.toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String uid() {
        return json.path("uid").asText();
    }

    List<JsonNode> variables() {
        List<JsonNode> variables = new ArrayList<>();
        json.path("templating").path("list").forEach(variables::add);
        return variables;
    }

    /** Returns the variables with values from Prometheus, in order. */
    List<JsonNode> queryVariables() {
        return variables().stream()
                .filter(variable -> variable.path("type").asText().equals("query"))
                .toList();
    }

    /** Returns all panels except rows, including those in collapsed rows. */
    List<Shown> panels() {
        List<Shown> panels = new ArrayList<>();
        collect(json.path("panels"), panels);
        assertThat(panels).isNotEmpty();
        return panels;
    }

    private void collect(JsonNode list, List<Shown> into) {
        for (JsonNode panel : list) {
            if (panel.path("type").asText().equals("row")) {
                collect(panel.path("panels"), into);
            } else {
                into.add(new Shown(uid(), panel));
            }
        }
    }

    /** A panel with its dashboard. */
    record Shown(String dashboard, JsonNode json) {
        String name() {
            return dashboard + ": " + json.path("title").asText();
        }

        /** Returns the name of a target: in a table, each target fills a column. */
        String name(JsonNode target) {
            return isTable() ? name() + ": " + heading(target) : name();
        }

        String unit() {
            return json.path("fieldConfig").path("defaults").path("unit").asText();
        }

        boolean isTable() {
            return json.path("type").asText().equals("table");
        }

        /** Returns the unit of a target: in a table, that of its column. */
        String unit(JsonNode target) {
            if (!isTable()) {
                return unit();
            }
            String heading = heading(target);
            for (JsonNode override : json.path("fieldConfig").path("overrides")) {
                if (override.path("matcher").path("options").asText().equals(heading)) {
                    return override.path("properties").path(0).path("value").asText();
                }
            }
            return "";
        }

        /** Returns the heading of the column that a table's target fills. */
        String heading(JsonNode target) {
            String value = "Value #" + target.path("refId").asText();
            return json.path("transformations")
                    .path(1)
                    .path("options")
                    .path("renameByName")
                    .path(value)
                    .asText();
        }

        List<JsonNode> targets() {
            List<JsonNode> targets = new ArrayList<>();
            json.path("targets").forEach(targets::add);
            return targets;
        }

        List<String> expressions() {
            return targets().stream()
                    .map(target -> target.path("expr").asText())
                    .toList();
        }
    }
}
