/** Tests of the store. */
@NullMarked
package io.kubestats.store;

import org.jspecify.annotations.NullMarked;
