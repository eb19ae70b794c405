/** Export and restore of a whole ledger, and imports. */
@NullMarked
package dev.devledger.adapters.postgres.transfer;

import org.jspecify.annotations.NullMarked;
