/** Acceptance of a batch: run identity, plausibility, rates, and the decision to serve or withhold. */
@NullMarked
package io.kubestats.store.intake;

import org.jspecify.annotations.NullMarked;
