/**
 * A comparison of served and exported numbers with the true behaviour of a simulated node, under faults of its kubelet.
 */
@NullMarked
package io.kubestats.truth;

import org.jspecify.annotations.NullMarked;
