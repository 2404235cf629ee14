/**
 * JSON as a tree, where it is small and seldom read.
 */
@NullMarked
package io.kubestats.json;

import org.jspecify.annotations.NullMarked;
