/**
 * Tests of the simulated cluster.
 */
@NullMarked
package io.kubestats.demo;

import org.jspecify.annotations.NullMarked;
