/** Discovery of scrape targets, from Node objects or from flags and a file. */
@NullMarked
package io.kubestats.cluster.targets;

import org.jspecify.annotations.NullMarked;
