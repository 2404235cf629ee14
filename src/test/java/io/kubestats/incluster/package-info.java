/** The whole program against a real API server. */
@NullMarked
package io.kubestats.incluster;

import org.jspecify.annotations.NullMarked;
