/** Notations of the Kubernetes API: quantities, durations and timestamps. */
@NullMarked
package io.kubestats.wire;

import org.jspecify.annotations.NullMarked;
