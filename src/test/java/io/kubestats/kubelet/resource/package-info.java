/** Tests of {@code io.kubestats.kubelet.resource}. */
@NullMarked
package io.kubestats.kubelet.resource;

import org.jspecify.annotations.NullMarked;
