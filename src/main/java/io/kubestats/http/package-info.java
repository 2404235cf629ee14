/**
 * The only Javalin set-up: listeners, limits, errors, graceful stop.
 */
@NullMarked
package io.kubestats.http;

import org.jspecify.annotations.NullMarked;
