/** Tests of {@code io.kubestats.kubelet.answer}. */
@NullMarked
package io.kubestats.kubelet.answer;

import org.jspecify.annotations.NullMarked;
