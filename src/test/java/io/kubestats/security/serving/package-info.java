/** Tests of {@code io.kubestats.security.serving}. */
@NullMarked
package io.kubestats.security.serving;

import org.jspecify.annotations.NullMarked;
