/** Tests of TLS contexts. */
@NullMarked
package io.kubestats.tls;

import org.jspecify.annotations.NullMarked;
