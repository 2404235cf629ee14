/** Tests of {@code io.kubestats.cluster.selector}. */
@NullMarked
package io.kubestats.cluster.selector;

import org.jspecify.annotations.NullMarked;
