/** The store of the last points, and all arithmetic on them: rates, windows, staleness. */
@NullMarked
package io.kubestats.store;

import org.jspecify.annotations.NullMarked;
