/** Doubles of what surrounds the service, for the tests of every package. */
@NullMarked
package io.kubestats.testing;

import org.jspecify.annotations.NullMarked;
