package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.health.HealthCheck;
import io.kubestats.health.NameSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Readiness check of the scrapes: every target of the first list has been tried, and at least one responded within the
 * age limit, or there are no targets. Some dead kubelets do not make the service unready; they, kubelets that fail in
 * one lane, and those without statistics are remarks. Thread-safe.
 */
public final class NodesScrapedCheck implements HealthCheck {
    private final Supplier<ScrapeCoverage> coverage;

    /** Creates a check of {@link ScrapePool#coverage}. */
    public NodesScrapedCheck(Supplier<ScrapeCoverage> coverage) {
        this.coverage = requireNonNull(coverage, "coverage");
    }

    @Override
    public String name() {
        return "nodes-scraped";
    }

    @Override
    public Result check() {
        ScrapeCoverage now = coverage.get();
        if (now.firstRound() > 0) {
            return new Result.Failed(now.firstRound() + " of " + now.expected() + " nodes have not been tried yet, "
                    + now.fresh() + " answered");
        }
        if (now.fresh() > 0 || now.expected() == 0) {
            String remarks = remarks(now.gaps());
            return remarks.isEmpty() ? new Result.Ok() : new Result.Warned(remarks);
        }
        return new Result.Failed("none of " + now.expected() + " nodes answered recently"
                + now.firstFailure().map(failure -> "; " + failure).orElse(""));
    }

    private static String remarks(ScrapeCoverage.Gaps gaps) {
        List<String> remarks = new ArrayList<>();
        if (!gaps.mistaken().isEmpty()) {
            remarks.add("another node answers: " + NameSummary.of(gaps.mistaken()));
        }
        if (!gaps.down().isEmpty()) {
            remarks.add("cannot be scraped: " + NameSummary.of(gaps.down()));
        }
        if (!gaps.withoutFull().isEmpty()) {
            remarks.add("the full lane fails (no storage, network, pressure): " + NameSummary.of(gaps.withoutFull())
                    + gaps.fullFailure().map(failure -> " (" + failure + ")").orElse(""));
        }
        if (!gaps.withoutFast().isEmpty()) {
            remarks.add("the fast lane fails (CPU and memory come with full answers only): "
                    + NameSummary.of(gaps.withoutFast()));
        }
        if (!gaps.withNothing().isEmpty()) {
            remarks.add("without statistics, not scraped: " + NameSummary.of(gaps.withNothing())
                    + "; --node-selector leaves them out");
        }
        return String.join("; ", remarks);
    }
}
