/** Tests of the flags. */
@NullMarked
package io.kubestats.config;

import org.jspecify.annotations.NullMarked;
