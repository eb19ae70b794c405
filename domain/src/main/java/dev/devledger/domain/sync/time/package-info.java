/** Which time entries of a connected service and of the ledger are the same, and what each has changed. */
@NullMarked
package dev.devledger.domain.sync.time;

import org.jspecify.annotations.NullMarked;
