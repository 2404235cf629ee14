/** Content negotiation, and the JSON, YAML and protobuf encodings of a response. */
@NullMarked
package io.kubestats.metricsapi.format;

import org.jspecify.annotations.NullMarked;
