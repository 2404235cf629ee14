/** Tests of {@code io.kubestats.store.series}. */
@NullMarked
package io.kubestats.store.series;

import org.jspecify.annotations.NullMarked;
