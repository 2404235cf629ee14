@NullMarked
package io.kubestats.metricsapi;

import org.jspecify.annotations.NullMarked;
