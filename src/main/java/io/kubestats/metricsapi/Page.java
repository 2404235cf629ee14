package io.kubestats.metricsapi;

import java.util.List;

/**
 * Some objects of a list.
 *
 * @param continueToken where the next page begins; empty if this is the last
 */
record Page(List<ObjectMetrics> objects, String continueToken) {}
