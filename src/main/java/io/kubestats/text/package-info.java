/** Escaping of untrusted text for logs and messages. */
@NullMarked
package io.kubestats.text;

import org.jspecify.annotations.NullMarked;
