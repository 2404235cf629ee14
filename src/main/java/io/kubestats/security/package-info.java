/**
 * Who asks, and may they; and the certificate that proves who we are.
 */
@NullMarked
package io.kubestats.security;

import org.jspecify.annotations.NullMarked;
