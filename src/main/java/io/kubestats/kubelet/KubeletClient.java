package io.kubestats.kubelet;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks one kubelet once. Thread-safe. */
public interface KubeletClient {
    /**
     * Starts one attempt and returns at once.
     *
     * <p>The future completes within the attempt's deadline, with an answer or exceptionally with a
     * {@link KubeletException}; cancelling it frees the connection.
     */
    CompletableFuture<KubeletAnswer> ask(KubeletTarget target, Lane lane);

    /** Announces all current targets: where two share an endpoint, only answers that state the node's name count. */
    default void targets(List<KubeletTarget> all) {}
}
