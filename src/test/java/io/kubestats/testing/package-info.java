/** Fakes and builders that tests of more than one package use. */
@NullMarked
package io.kubestats.testing;

import org.jspecify.annotations.NullMarked;
