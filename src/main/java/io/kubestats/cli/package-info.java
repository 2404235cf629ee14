/** The commands and the composition root: the place to start reading. */
@NullMarked
package io.kubestats.cli;

import org.jspecify.annotations.NullMarked;
