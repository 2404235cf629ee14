/**
 * When to ask whom, and what came of it: schedule, breaker, bulkhead, result.
 */
@NullMarked
package io.kubestats.scrape;

import org.jspecify.annotations.NullMarked;
