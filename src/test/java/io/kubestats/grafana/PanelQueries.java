package io.kubestats.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubestats.grafana.PrometheusClient.Series;
import io.kubestats.grafana.ShippedDashboard.Shown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Data of the panels of all dashboards for the selected cluster, as returned by Prometheus. */
final class PanelQueries {
    private final List<ShippedDashboard> dashboards = ShippedDashboard.all();
    private final PrometheusClient metrics;
    private final Choices choices;

    PanelQueries(PrometheusClient metrics, String cluster) {
        this.metrics = metrics;
        this.choices = new Choices(metrics, cluster);
    }

    /**
     * Returns the panels that are empty, or outside their unit's limits, with everything selected and with one value
     * each.
     */
    List<String> wrong() throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (ShippedDashboard dashboard : dashboards) {
            wrong.addAll(wrong(dashboard, choices.all(dashboard), false));
            wrong.addAll(wrong(dashboard, choices.one(dashboard), true));
        }
        return wrong;
    }

    private List<String> wrong(ShippedDashboard dashboard, Choice choice, boolean one)
            throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>();
        for (Shown panel : dashboard.panels()) {
            for (JsonNode target : panel.targets()) {
                String name = panel.name(target);
                List<Series> numbers = numbers(choice, target);
                if (numbers.isEmpty() && !PanelLimits.mayBeEmpty(name, one)) {
                    wrong.add(name + " is empty for " + choice + ": " + target.path("expr"));
                }
                double least = PanelLimits.least(name);
                double most = PanelLimits.most(name, panel.unit(target));
                numbers.stream()
                        .filter(series -> series.value() < least || series.value() > most)
                        .forEach(series -> wrong.add(name + " is absurd: " + series + " of " + target.path("expr")));
            }
        }
        return wrong;
    }

    /** Returns the panels and table columns with data of a node; the dashboard of one node is set to that one. */
    Set<String> showing(String node) throws IOException, InterruptedException {
        Set<String> showing = new TreeSet<>();
        for (ShippedDashboard dashboard : dashboards) {
            boolean about = dashboard.uid().equals(Dashboards.NODE);
            Choice all = choices.all(dashboard);
            Choice choice = about ? all.with("node", node) : all;
            for (Shown panel : dashboard.panels()) {
                for (JsonNode target : panel.targets()) {
                    if (numbers(choice, target).stream().anyMatch(series -> about || series.isOf(node))) {
                        showing.add(panel.name(target));
                    }
                }
            }
        }
        return showing;
    }

    private List<Series> numbers(Choice choice, JsonNode target) throws IOException, InterruptedException {
        String query = choice.resolve(target.path("expr").asText());
        assertThat(query).doesNotContain("$");
        return metrics.query(query).stream().filter(Series::isNumber).toList();
    }

    /** Returns the single value of a panel's target, with everything selected. */
    double value(String uid, String title, int target) throws IOException, InterruptedException {
        return values(uid, title, target).get(0).value();
    }

    /** Returns all series of a panel's target, with everything selected. */
    List<Series> values(String uid, String title, int target) throws IOException, InterruptedException {
        for (ShippedDashboard dashboard : dashboards) {
            for (Shown panel : dashboard.panels()) {
                if (panel.name().equals(uid + ": " + title)) {
                    Choice choice = choices.all(dashboard);
                    return metrics.query(choice.resolve(panel.expressions().get(target)));
                }
            }
        }
        throw new AssertionError("no panel " + title);
    }
}
