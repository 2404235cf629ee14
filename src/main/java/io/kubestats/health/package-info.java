/** Health endpoints: livez, readyz, healthz and their named checks. */
@NullMarked
package io.kubestats.health;

import org.jspecify.annotations.NullMarked;
