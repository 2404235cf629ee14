/** Tests of {@code io.kubestats.apiobject}. */
@NullMarked
package io.kubestats.apiobject;

import org.jspecify.annotations.NullMarked;
