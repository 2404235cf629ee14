/** Tests of {@code io.kubestats.demo.cluster}. */
@NullMarked
package io.kubestats.demo.cluster;

import org.jspecify.annotations.NullMarked;
