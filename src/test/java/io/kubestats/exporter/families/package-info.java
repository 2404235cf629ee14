/** Tests of {@code io.kubestats.exporter.families}. */
@NullMarked
package io.kubestats.exporter.families;

import org.jspecify.annotations.NullMarked;
