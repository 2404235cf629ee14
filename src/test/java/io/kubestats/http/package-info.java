/** Tests of the listener. */
@NullMarked
package io.kubestats.http;

import org.jspecify.annotations.NullMarked;
