/** The data for monitoring: the health of the ledger and its connectors, and the metrics of the sync. */
@NullMarked
package dev.devledger.adapters.health;

import org.jspecify.annotations.NullMarked;
