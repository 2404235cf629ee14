/**
 * Measured values: records with the unit in each name. Depends on the JDK alone.
 *
 * <p>A reading that the kubelet omits is {@link io.kubestats.model.Reading#ABSENT}, never 0.
 */
@NullMarked
package io.kubestats.model;

import org.jspecify.annotations.NullMarked;
