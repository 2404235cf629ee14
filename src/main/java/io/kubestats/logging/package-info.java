/** Limits on log output: quotas for events that strangers can repeat, and for library loggers. */
@NullMarked
package io.kubestats.logging;

import org.jspecify.annotations.NullMarked;
