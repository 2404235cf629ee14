/** Tests of {@code io.kubestats.scrape}. */
@NullMarked
package io.kubestats.scrape;

import org.jspecify.annotations.NullMarked;
