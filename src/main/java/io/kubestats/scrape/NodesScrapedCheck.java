package io.kubestats.scrape;

import static java.util.Objects.requireNonNull;

import io.kubestats.health.FewNames;
import io.kubestats.health.HealthCheck;
import java.util.function.Supplier;

/**
 * Readyz: we can answer honestly, since every target of the first list has been tried and at least one target answered
 * within the age limit, or there are none. Some dead kubelets do not make us unready, and those that have no statistics
 * are a remark. Safe for any number of threads.
 */
public final class NodesScrapedCheck implements HealthCheck {
    private final Supplier<ScrapeCoverage> coverage;

    /** A check of {@link ScrapePool#coverage}. */
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
            return now.withNothing().isEmpty()
                    ? new Result.Ok()
                    : new Result.Warned("without statistics, and left alone: " + FewNames.of(now.withNothing())
                            + "; --node-selector leaves them out");
        }
        return new Result.Failed("none of " + now.expected() + " nodes answered lately"
                + now.firstFailure().map(failure -> "; " + failure).orElse(""));
    }
}
