/** A real Kubernetes control plane for tests, from programs on this machine, without a container engine. */
@NullMarked
package io.kubestats.testing.controlplane;

import org.jspecify.annotations.NullMarked;
