package io.kubestats.kubelet;

import io.kubestats.kubelet.answer.KubeletException;
import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A client that scrapes kubelets. Thread-safe. */
public interface KubeletClient {
    /**
     * Starts one attempt and returns at once.
     *
     * <p>The future completes within the deadline of the attempt, with a response or exceptionally with a
     * {@link KubeletException}; cancelling it frees the connection.
     */
    CompletableFuture<KubeletAnswer> ask(KubeletTarget target, Lane lane);

    /** Sets all current targets. Nodes that share an endpoint must state their name in responses. */
    default void targets(List<KubeletTarget> all) {}
}
