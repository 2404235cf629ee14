/** Tests of {@code io.kubestats.exporter.compat}. */
@NullMarked
package io.kubestats.exporter.compat;

import org.jspecify.annotations.NullMarked;
