/** Tests of {@code io.kubestats.demo.api}. */
@NullMarked
package io.kubestats.demo.api;

import org.jspecify.annotations.NullMarked;
