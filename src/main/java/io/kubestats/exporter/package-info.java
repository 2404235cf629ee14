/** Prometheus exposition: one catalogue of families, text rendered straight from a store view, and self-metrics. */
@NullMarked
package io.kubestats.exporter;

import org.jspecify.annotations.NullMarked;
