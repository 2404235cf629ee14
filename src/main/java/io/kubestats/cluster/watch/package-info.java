/** List and watch of nodes, pods and namespaces, with decoders for their objects and the tables that hold them. */
@NullMarked
package io.kubestats.cluster.watch;

import org.jspecify.annotations.NullMarked;
