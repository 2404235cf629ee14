/** Tests of {@code io.kubestats.exporter}. */
@NullMarked
package io.kubestats.exporter;

import org.jspecify.annotations.NullMarked;
