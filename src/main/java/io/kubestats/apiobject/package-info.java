/**
 * Objects of the API as they come from the API server, as JSON or protobuf, behind one port: who reads an object does
 * not see in which form it came.
 */
@NullMarked
package io.kubestats.apiobject;

import org.jspecify.annotations.NullMarked;
