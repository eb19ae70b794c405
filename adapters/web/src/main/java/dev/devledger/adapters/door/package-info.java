/** Runs before all requests: cuts off clients that keep Devledger waiting. */
@NullMarked
package dev.devledger.adapters.door;

import org.jspecify.annotations.NullMarked;
