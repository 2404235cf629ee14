/** Tests of {@code io.kubestats.model}. */
@NullMarked
package io.kubestats.model;

import org.jspecify.annotations.NullMarked;
