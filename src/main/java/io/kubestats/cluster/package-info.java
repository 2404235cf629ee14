/** The nodes and pods of the cluster, and the addresses of the kubelets. */
@NullMarked
package io.kubestats.cluster;

import org.jspecify.annotations.NullMarked;
