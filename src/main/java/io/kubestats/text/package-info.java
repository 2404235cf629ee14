/**
 * Text from strangers, made fit for logs and messages.
 */
@NullMarked
package io.kubestats.text;

import org.jspecify.annotations.NullMarked;
