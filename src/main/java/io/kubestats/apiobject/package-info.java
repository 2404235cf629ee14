/**
 * Decoding of Kubernetes API objects from JSON or protobuf, behind one interface that hides the wire format from
 * readers.
 */
@NullMarked
package io.kubestats.apiobject;

import org.jspecify.annotations.NullMarked;
