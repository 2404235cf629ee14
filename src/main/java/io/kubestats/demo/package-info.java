/** A simulated cluster on loopback: kubelets that replay recorded responses with advancing counters. */
@NullMarked
package io.kubestats.demo;

import org.jspecify.annotations.NullMarked;
