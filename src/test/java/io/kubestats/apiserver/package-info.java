/** Tests of {@code io.kubestats.apiserver}. */
@NullMarked
package io.kubestats.apiserver;

import org.jspecify.annotations.NullMarked;
