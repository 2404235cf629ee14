/** The catalogue of metric families, with the readers and writers of their series. */
@NullMarked
package io.kubestats.exporter.families;

import org.jspecify.annotations.NullMarked;
