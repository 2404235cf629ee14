/** Tests of {@code io.kubestats.demo}. */
@NullMarked
package io.kubestats.demo;

import org.jspecify.annotations.NullMarked;
