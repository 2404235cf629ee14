package io.kubestats.grafana;

import java.util.List;

/** Panels under one heading; those of a collapsed row ask nothing before somebody opens it. */
record Row(String title, boolean collapsed, List<Panel> panels) {
    static Row open(String title, Panel... panels) {
        return new Row(title, false, List.of(panels));
    }

    static Row collapsed(String title, Panel... panels) {
        return new Row(title, true, List.of(panels));
    }
}
