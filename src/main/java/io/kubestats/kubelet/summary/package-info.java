/** Decoder for {@code /stats/summary}. */
@NullMarked
package io.kubestats.kubelet.summary;

import org.jspecify.annotations.NullMarked;
