/** Runs before all requests: disconnects clients that keep Devledger waiting. */
@NullMarked
package dev.devledger.adapters.door;

import org.jspecify.annotations.NullMarked;
