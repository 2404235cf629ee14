package io.kubestats.grafana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Values from which a reading is orange and red. */
record Thresholds(double warning, double critical) {
    /** For readings that are neither good nor bad in themselves. */
    static final Thresholds NONE = new Thresholds(Double.NaN, Double.NaN);

    /** For shares of a finite resource. */
    static final Thresholds SHARE = new Thresholds(0.8, 0.9);

    /** For disks: kubelets remove images at 0.85 and evict pods soon after. */
    static final Thresholds DISK = new Thresholds(0.75, 0.85);

    /** For the part of time in which some tasks wait. */
    static final Thresholds WAITING = new Thresholds(0.2, 0.5);

    /** For the part of time in which all tasks are stalled. */
    static final Thresholds STALLED = new Thresholds(0.05, 0.2);

    /** For usage as a share of requests: beyond 1, no node reserves room for it. */
    static final Thresholds OF_REQUESTS = new Thresholds(0.9, 1);

    /** For counts that should be zero. */
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
