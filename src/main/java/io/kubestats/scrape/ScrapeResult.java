package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.NodeBatch;
import java.time.Duration;

/** The result of one attempt. */
public sealed interface ScrapeResult {
    /** The result's name in metrics and logs. */
    String outcome();

    /** The batch went to the store. */
    record Stored(NodeBatch batch, int bodyBytes, Duration elapsed) implements ScrapeResult {
        public Stored {
            requireNonNull(batch, "batch");
            requireNonNull(elapsed, "elapsed");
        }

        @Override
        public String outcome() {
            return "success";
        }
    }

    /** The full answer failed, for {@code cause}; CPU and memory came in another form and went to the store. */
    record Partial(NodeBatch batch, int bodyBytes, KubeletException cause, Duration elapsed) implements ScrapeResult {
        public Partial {
            requireNonNull(batch, "batch");
            requireNonNull(cause, "cause");
            requireNonNull(elapsed, "elapsed");
        }

        @Override
        public String outcome() {
            return cause.reason().label();
        }
    }

    /** The attempt came to nothing; what the store holds stays. */
    record Failed(KubeletException cause, Duration elapsed) implements ScrapeResult {
        public Failed {
            requireNonNull(cause, "cause");
            requireNonNull(elapsed, "elapsed");
        }

        @Override
        public String outcome() {
            return cause.reason().label();
        }
    }

    /** Nothing was asked, on purpose. */
    record Skipped(SkipReason reason) implements ScrapeResult {
        public Skipped {
            requireNonNull(reason, "reason");
        }

        @Override
        public String outcome() {
            return reason.label();
        }
    }

    /** Why nothing was asked. */
    enum SkipReason {
        /** The node failed so often that it is left alone for a while. */
        BREAKER_OPEN("breaker_open"),
        /** As many attempts as allowed were in flight. */
        BULKHEAD_FULL("bulkhead_full"),
        /** The attempt before it had not ended. */
        STILL_IN_FLIGHT("still_in_flight");

        private final String label;

        SkipReason(String label) {
            this.label = label;
        }

        /** The reason's name in metrics and logs. */
        public String label() {
            return label;
        }
    }
}
