/**
 * metrics.k8s.io: discovery, get and list, JSON, protobuf, Table, selectors, Status errors, OpenAPI.
 */
@NullMarked
package io.kubestats.metricsapi;

import org.jspecify.annotations.NullMarked;
