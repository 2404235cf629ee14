/** The whole program beside a real kubelet with running pods. */
@NullMarked
package io.kubestats.e2e;

import org.jspecify.annotations.NullMarked;
