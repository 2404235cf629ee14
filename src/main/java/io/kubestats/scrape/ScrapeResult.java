package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.NodeBatch;
import java.time.Duration;

/** The result of one attempt. */
public sealed interface ScrapeResult {
    /** Returns the result's name in metrics and logs. */
    String outcome();

    /** The batch was stored. */
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

    /** The full response failed because of {@code cause}; CPU and memory came in another form and were stored. */
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

    /** The attempt failed; the content of the store stays. */
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

    /** No request was sent, on purpose. */
    record Skipped(SkipReason reason) implements ScrapeResult {
        public Skipped {
            requireNonNull(reason, "reason");
        }

        @Override
        public String outcome() {
            return reason.label();
        }
    }

    /** The reasons for which no request is sent. */
    enum SkipReason {
        /** The node's circuit breaker is open after repeated failures. */
        BREAKER_OPEN("breaker_open"),
        /** The permitted number of attempts was in flight. */
        BULKHEAD_FULL("bulkhead_full"),
        /** The previous attempt had not ended. */
        STILL_IN_FLIGHT("still_in_flight");

        private final String label;

        SkipReason(String label) {
            this.label = label;
        }

        /** Returns the reason's name in metrics and logs. */
        public String label() {
            return label;
        }
    }
}
