/** HTTPS servers with the responses of the simulated cluster's kubelets. */
@NullMarked
package io.kubestats.demo.kubelet;

import org.jspecify.annotations.NullMarked;
