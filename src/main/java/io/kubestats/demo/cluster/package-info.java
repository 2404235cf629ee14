/** A simulated cluster: nodes, workloads and the load they cause, as pure functions of time. */
@NullMarked
package io.kubestats.demo.cluster;

import org.jspecify.annotations.NullMarked;
