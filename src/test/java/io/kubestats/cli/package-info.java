/** Tests of the commands, whole. */
@NullMarked
package io.kubestats.cli;

import org.jspecify.annotations.NullMarked;
