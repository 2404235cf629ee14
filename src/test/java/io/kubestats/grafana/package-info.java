/** The readable source of the Grafana dashboards in {@code grafana/dashboards}, and what is true of them. */
@NullMarked
package io.kubestats.grafana;

import org.jspecify.annotations.NullMarked;
