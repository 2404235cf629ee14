/** Tests of {@code io.kubestats.cluster}. */
@NullMarked
package io.kubestats.cluster;

import org.jspecify.annotations.NullMarked;
