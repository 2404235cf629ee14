@NullMarked
package io.kubestats.text;

import org.jspecify.annotations.NullMarked;
