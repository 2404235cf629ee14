/** Tests of {@code io.kubestats.json}. */
@NullMarked
package io.kubestats.json;

import org.jspecify.annotations.NullMarked;
