/**
 * The last points and the only arithmetic: rates, windows, staleness.
 */
@NullMarked
package io.kubestats.store;

import org.jspecify.annotations.NullMarked;
