/** A comparison of what is served and exported with what a simulated node really does, under faults of its kubelet. */
@NullMarked
package io.kubestats.truth;

import org.jspecify.annotations.NullMarked;
