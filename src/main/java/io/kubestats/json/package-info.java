/** JSON trees, for small documents outside the hot path. */
@NullMarked
package io.kubestats.json;

import org.jspecify.annotations.NullMarked;
