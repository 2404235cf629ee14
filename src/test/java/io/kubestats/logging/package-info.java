@NullMarked
package io.kubestats.logging;

import org.jspecify.annotations.NullMarked;
