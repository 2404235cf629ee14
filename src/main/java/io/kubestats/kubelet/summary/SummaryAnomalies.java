package io.kubestats.kubelet.summary;

import io.kubestats.kubelet.answer.AnomalyCounts;
import io.kubestats.model.Anomaly;
import io.kubestats.model.PodRef;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A counter of the anomalies of one Summary, with their positions. Not thread-safe. */
final class SummaryAnomalies {
    private final JsonScanner json;
    private final AnomalyCounts counts;
    private @Nullable PodRef pod;

    SummaryAnomalies(JsonScanner json, AnomalyCounts counts) {
        this.json = json;
        this.counts = counts;
    }

    /** Sets the current pod; null between pods. */
    void pod(@Nullable PodRef ref) {
        pod = ref;
    }

    /** Counts an anomaly at the current position; {@code what} continues a sentence that begins with the position. */
    void add(Anomaly kind, Supplier<String> what) {
        counts.add(kind, () -> position() + ' ' + what.get());
    }

    private String position() {
        PodRef ref = pod;
        return json.path() + (ref == null ? "" : " of pod " + ref.namespace() + '/' + ref.name());
    }
}
