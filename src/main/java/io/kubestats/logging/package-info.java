/**
 * Bounds on what is logged: quotas for events that strangers can repeat, and for what libraries log.
 */
@NullMarked
package io.kubestats.logging;

import org.jspecify.annotations.NullMarked;
