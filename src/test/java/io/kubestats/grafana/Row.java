package io.kubestats.grafana;

import java.util.List;

/** Panels under one heading; panels of a collapsed row send no queries before the row is opened. */
record Row(String title, boolean collapsed, List<Panel> panels) {
    static Row open(String title, Panel... panels) {
        return new Row(title, false, List.of(panels));
    }

    static Row collapsed(String title, Panel... panels) {
        return new Row(title, true, List.of(panels));
    }
}
