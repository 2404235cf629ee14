package io.kubestats.scrape;

import java.util.List;

/** Reads how every target is doing. Thread-safe. */
@FunctionalInterface
public interface TargetStatuses {
    /** One status for each current target, sorted by node. */
    List<TargetStatus> statuses();
}
