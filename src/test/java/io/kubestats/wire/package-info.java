/** Tests of {@code io.kubestats.wire}. */
@NullMarked
package io.kubestats.wire;

import org.jspecify.annotations.NullMarked;
