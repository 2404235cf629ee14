/**
 * The Prometheus exposition: one catalogue of families, text written straight from a store view, self-metrics.
 */
@NullMarked
package io.kubestats.exporter;

import org.jspecify.annotations.NullMarked;
