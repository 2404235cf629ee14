/** Tests of {@code io.kubestats.cli}. */
@NullMarked
package io.kubestats.cli;

import org.jspecify.annotations.NullMarked;
