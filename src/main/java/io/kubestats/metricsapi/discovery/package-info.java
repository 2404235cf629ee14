/** API discovery and OpenAPI documents of {@code metrics.k8s.io}. */
@NullMarked
package io.kubestats.metricsapi.discovery;

import org.jspecify.annotations.NullMarked;
