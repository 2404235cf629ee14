/** HTTP client for the API server: address, credentials, and classified failures. */
@NullMarked
package io.kubestats.apiserver;

import org.jspecify.annotations.NullMarked;
