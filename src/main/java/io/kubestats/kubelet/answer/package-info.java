/** Types and limits that the decoders of both kubelet endpoints share. */
@NullMarked
package io.kubestats.kubelet.answer;

import org.jspecify.annotations.NullMarked;
