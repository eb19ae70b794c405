/** Keeping a connected task service in step. */
@NullMarked
package dev.devledger.application.sync;

import org.jspecify.annotations.NullMarked;
