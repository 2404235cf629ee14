/** Tests of {@code io.kubestats.cluster.targets}. */
@NullMarked
package io.kubestats.cluster.targets;

import org.jspecify.annotations.NullMarked;
