/**
 * Authentication and authorisation of callers, and the serving certificate.
 */
@NullMarked
package io.kubestats.security;

import org.jspecify.annotations.NullMarked;
