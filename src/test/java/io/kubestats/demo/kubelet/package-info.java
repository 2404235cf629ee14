/** Tests of {@code io.kubestats.demo.kubelet}. */
@NullMarked
package io.kubestats.demo.kubelet;

import org.jspecify.annotations.NullMarked;
