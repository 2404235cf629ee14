package io.kubestats.scrape;

import io.kubestats.model.KubeletTarget;
import io.kubestats.model.Lane;

/**
 * Is told what the scraper does, for self-metrics. Implementations are fast, never throw, and are called from any
 * thread.
 *
 * <p>What an operator can rely on: {@code started = ended + in flight}, and every due time of a target ends in exactly
 * one {@link #ended} call, skipped ones too.
 */
public interface ScrapeObserver {
    /** Listens to nothing. */
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

    /** A due time came. */
    void started(KubeletTarget target, Lane lane);

    /** It ended so. */
    void ended(KubeletTarget target, Lane lane, ScrapeResult result);

    /** It had not ended at twice its deadline and is ended now, which {@link #ended} reports too. */
    void overdue(KubeletTarget target, Lane lane);

    /** The node is no longer a target. */
    void forgot(String node);
}
