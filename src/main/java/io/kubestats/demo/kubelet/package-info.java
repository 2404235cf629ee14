/** HTTPS servers that answer as the kubelets of the simulated cluster. */
@NullMarked
package io.kubestats.demo.kubelet;

import org.jspecify.annotations.NullMarked;
