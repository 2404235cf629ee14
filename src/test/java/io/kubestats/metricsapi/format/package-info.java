/** Tests of {@code io.kubestats.metricsapi.format}. */
@NullMarked
package io.kubestats.metricsapi.format;

import org.jspecify.annotations.NullMarked;
