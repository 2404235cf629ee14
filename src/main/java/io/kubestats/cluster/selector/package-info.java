/** Kubernetes label selectors, and the rules for label keys and values. */
@NullMarked
package io.kubestats.cluster.selector;

import org.jspecify.annotations.NullMarked;
