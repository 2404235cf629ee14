/**
 * Start here: the commands, and the composition root.
 */
@NullMarked
package io.kubestats.cli;

import org.jspecify.annotations.NullMarked;
