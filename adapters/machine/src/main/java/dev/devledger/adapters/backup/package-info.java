/**
 * The data outside of the database: a whole ledger as a file (gzip, a JSON object a line), and the heads of sealed
 * batches.
 */
@NullMarked
package dev.devledger.adapters.backup;

import org.jspecify.annotations.NullMarked;
