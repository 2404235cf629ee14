/**
 * A simulated cluster on loopback: kubelets that replay recorded answers with counters that move.
 */
@NullMarked
package io.kubestats.demo;

import org.jspecify.annotations.NullMarked;
