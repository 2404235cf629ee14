/**
 * How the API server is asked: where it is, who we are to it, and what went wrong.
 */
@NullMarked
package io.kubestats.apiserver;

import org.jspecify.annotations.NullMarked;
