/**
 * What was measured: records with the unit in each name. Knows the JDK and nothing else.
 *
 * <p>A reading that the kubelet did not give is {@link io.kubestats.model.Reading#ABSENT}, never 0.
 */
@NullMarked
package io.kubestats.model;

import org.jspecify.annotations.NullMarked;
