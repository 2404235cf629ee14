/** Decoder for {@code /metrics/resource}. */
@NullMarked
package io.kubestats.kubelet.resource;

import org.jspecify.annotations.NullMarked;
