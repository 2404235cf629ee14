package io.kubestats.scrape;

import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;

/**
 * A listener to the scraper's events, for self-metrics. Implementations are fast, never throw, and are called from any
 * thread.
 *
 * <p>Guarantee for operators: {@code started = ended + in flight}, and every due time of a target ends in exactly one
 * {@link #ended} call, including skipped ones.
 */
public interface ScrapeObserver {
    /** A listener that does nothing. */
    ScrapeObserver NOOP = new ScrapeObserver() {
        @Override
        public void started(KubeletTarget target, Lane lane) {}

        @Override
        public void ended(KubeletTarget target, Lane lane, ScrapeResult result) {}

        @Override
        public void overdue(KubeletTarget target, Lane lane) {}

        @Override
        public void forgot(String node) {}
    };

    /** Called when a slot is due. */
    void started(KubeletTarget target, Lane lane);

    /** Called with the result of a slot. */
    void ended(KubeletTarget target, Lane lane, ScrapeResult result);

    /** Called when an attempt is ended because it outlasted twice its deadline; {@link #ended} is called too. */
    void overdue(KubeletTarget target, Lane lane);

    /** Called when a node is no longer a target. */
    void forgot(String node);
}
