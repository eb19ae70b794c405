/** Pairs the time entries of a connected service and of the ledger, and merges their changes. */
@NullMarked
package dev.devledger.domain.sync.time;

import org.jspecify.annotations.NullMarked;
