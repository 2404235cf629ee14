/** Tests of the house rules. */
@NullMarked
package io.kubestats;

import org.jspecify.annotations.NullMarked;
