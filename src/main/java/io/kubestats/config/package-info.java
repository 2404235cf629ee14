/** Configuration from command-line flags, as immutable records with all problems reported together. */
@NullMarked
package io.kubestats.config;

import org.jspecify.annotations.NullMarked;
