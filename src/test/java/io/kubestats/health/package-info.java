/** Tests of {@code io.kubestats.health}. */
@NullMarked
package io.kubestats.health;

import org.jspecify.annotations.NullMarked;
