/**
 * How to ask one kubelet: HTTPS client, credentials, streaming decoders of its answers.
 */
@NullMarked
package io.kubestats.kubelet;

import org.jspecify.annotations.NullMarked;
