/**
 * What was asked of us: flags as immutable records, all problems at once.
 */
@NullMarked
package io.kubestats.config;

import org.jspecify.annotations.NullMarked;
