/** Readable source of the Grafana dashboards in {@code grafana/dashboards}, with the tests of their invariants. */
@NullMarked
package io.kubestats.grafana;

import org.jspecify.annotations.NullMarked;
