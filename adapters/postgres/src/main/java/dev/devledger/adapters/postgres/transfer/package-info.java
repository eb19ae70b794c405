/** A whole ledger taken along and brought back, and what is imported. */
@NullMarked
package dev.devledger.adapters.postgres.transfer;

import org.jspecify.annotations.NullMarked;
