package io.kubestats.scrape;

import java.util.List;

/** A source of the status of every target. Thread-safe. */
@FunctionalInterface
public interface TargetStatuses {
    /** Returns the status of each current target, sorted by node. */
    List<TargetStatus> statuses();
}
