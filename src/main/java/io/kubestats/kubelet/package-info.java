/** Client for one kubelet: HTTPS, credentials, streaming decoders of its answers. */
@NullMarked
package io.kubestats.kubelet;

import org.jspecify.annotations.NullMarked;
