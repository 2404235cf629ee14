/** Series of one node and its pods, and the packed rows that hold them between answers. */
@NullMarked
package io.kubestats.store.series;

import org.jspecify.annotations.NullMarked;
