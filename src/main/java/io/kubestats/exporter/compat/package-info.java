/** Expositions in the format of the kubelet's own endpoints, for dashboards written against those. */
@NullMarked
package io.kubestats.exporter.compat;

import org.jspecify.annotations.NullMarked;
