@NullMarked
package io.kubestats.cluster;

import org.jspecify.annotations.NullMarked;
