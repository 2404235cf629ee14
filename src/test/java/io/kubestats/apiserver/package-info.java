/** Tests of how the API server is asked. */
@NullMarked
package io.kubestats.apiserver;

import org.jspecify.annotations.NullMarked;
