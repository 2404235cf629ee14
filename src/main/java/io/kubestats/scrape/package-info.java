/** Scheduling of scrapes: schedule, circuit breaker, bulkhead, results. */
@NullMarked
package io.kubestats.scrape;

import org.jspecify.annotations.NullMarked;
