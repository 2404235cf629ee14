/** Tests of {@code io.kubestats.kubelet.summary}. */
@NullMarked
package io.kubestats.kubelet.summary;

import org.jspecify.annotations.NullMarked;
