/** Tests of {@code io.kubestats.cluster.watch}. */
@NullMarked
package io.kubestats.cluster.watch;

import org.jspecify.annotations.NullMarked;
