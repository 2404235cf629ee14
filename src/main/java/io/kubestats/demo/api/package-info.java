/** The part of the core API that kubectl needs, served for the simulated cluster. */
@NullMarked
package io.kubestats.demo.api;

import org.jspecify.annotations.NullMarked;
