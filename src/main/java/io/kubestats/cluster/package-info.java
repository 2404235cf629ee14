/**
 * Which nodes and pods exist, and where their kubelets are.
 */
@NullMarked
package io.kubestats.cluster;

import org.jspecify.annotations.NullMarked;
