/** Tests of {@code io.kubestats.config}. */
@NullMarked
package io.kubestats.config;

import org.jspecify.annotations.NullMarked;
