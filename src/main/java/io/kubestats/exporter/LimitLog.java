package io.kubestats.exporter;

import static java.util.Objects.requireNonNull;

import io.kubestats.exporter.families.MetricFamily;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * Log of omitted families. It logs once per path when families are first omitted, when the set changes, and when all
 * fit again.
 */
final class LimitLog {
    private final Logger log;
    private final Map<String, List<MetricFamily>> leftOut = new ConcurrentHashMap<>();

    LimitLog(Logger log) {
        this.log = requireNonNull(log, "log");
    }

    /** Notes the outcome of an unfiltered exposition of {@code path}. */
    void seen(String path, SeriesLimit limit) {
        List<MetricFamily> before = leftOut.put(path, limit.leftOut());
        if (limit.leftOut().equals(before == null ? List.of() : before)) {
            return;
        }
        if (limit.isHit()) {
            log.atWarn()
                    .addKeyValue("path", path)
                    .addKeyValue("limit", limit.most())
                    .addKeyValue("families", limit.leftOut().size())
                    .addKeyValue("first", limit.leftOut().get(0).metricName())
                    .log("families are left out of the exposition: it would have more series than --max-series");
        } else {
            log.atInfo().addKeyValue("path", path).log("all families fit into the exposition again");
        }
    }
}
