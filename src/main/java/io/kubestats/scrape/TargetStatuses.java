package io.kubestats.scrape;

import java.util.List;

/** Reads how every target is doing. Safe for any number of threads. */
@FunctionalInterface
public interface TargetStatuses {
    /** One status for each current target, sorted by node. */
    List<TargetStatus> statuses();
}
