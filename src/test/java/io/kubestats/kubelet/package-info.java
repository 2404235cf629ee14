/** Tests of asking one kubelet. */
@NullMarked
package io.kubestats.kubelet;

import org.jspecify.annotations.NullMarked;
