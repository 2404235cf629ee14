/** The only Javalin set-up: listeners, limits, errors and graceful shutdown. */
@NullMarked
package io.kubestats.http;

import org.jspecify.annotations.NullMarked;
