/** An imitation of TickTick as far as it matters to the ledger: its API, its OAuth, and controls for tests. */
@NullMarked
package dev.devledger.adapters.sandbox.ticktick;

import org.jspecify.annotations.NullMarked;
