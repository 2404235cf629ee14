/** Doubles that several packages' tests share. */
@NullMarked
package io.kubestats.testing;

import org.jspecify.annotations.NullMarked;
