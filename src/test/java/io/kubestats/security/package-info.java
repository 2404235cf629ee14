/** Tests of {@code io.kubestats.security}. */
@NullMarked
package io.kubestats.security;

import org.jspecify.annotations.NullMarked;
