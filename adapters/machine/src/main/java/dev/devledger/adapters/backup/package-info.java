/**
 * Data outside of the database: a whole ledger as a file (gzip, with a JSON object in each line), and the heads of
 * sealed batches.
 */
@NullMarked
package dev.devledger.adapters.backup;

import org.jspecify.annotations.NullMarked;
