package io.kubestats.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** From which values on a reading is orange and red. */
record Thresholds(double warning, double critical) {
    /** Readings of which none is good or bad in itself. */
    static final Thresholds NONE = new Thresholds(Double.NaN, Double.NaN);

    /** Shares of something that runs out. */
    static final Thresholds SHARE = new Thresholds(0.8, 0.9);

    /** Disks: kubelets throw out images at 0.85 and evict pods soon after. */
    static final Thresholds DISK = new Thresholds(0.75, 0.85);

    /** The part of time in which somebody waits. */
    static final Thresholds WAITING = new Thresholds(0.2, 0.5);

    /** The part of time in which nobody gets on. */
    static final Thresholds STALLED = new Thresholds(0.05, 0.2);

    /** Use as a share of what was asked for: beyond 1, nobody keeps room for it. */
    static final Thresholds OF_REQUESTS = new Thresholds(0.9, 1);

    /** What should not be at all. */
    static final Thresholds ANY = new Thresholds(Double.NaN, 1);

    ObjectNode json() {
        ArrayNode steps = Json.array(Json.object("color", "green", "value", NullNode.getInstance()));
        step(steps, "orange", warning);
        step(steps, "red", critical);
        return Json.object("mode", "absolute", "steps", steps);
    }

    boolean areAny() {
        return !Double.isNaN(warning) || !Double.isNaN(critical);
    }

    private static void step(ArrayNode steps, String color, double from) {
        if (!Double.isNaN(from)) {
            steps.add(Json.object("color", color, "value", from));
        }
    }
}
