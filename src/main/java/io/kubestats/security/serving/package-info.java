/** The serving certificate: issuance, rotation, sharing between replicas, and its registration with the API server. */
@NullMarked
package io.kubestats.security.serving;

import org.jspecify.annotations.NullMarked;
