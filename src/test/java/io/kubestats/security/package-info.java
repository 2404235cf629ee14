/** Tests of who may ask, and of our own certificates. */
@NullMarked
package io.kubestats.security;

import org.jspecify.annotations.NullMarked;
