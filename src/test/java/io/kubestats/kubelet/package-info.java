/** Tests of {@code io.kubestats.kubelet}. */
@NullMarked
package io.kubestats.kubelet;

import org.jspecify.annotations.NullMarked;
