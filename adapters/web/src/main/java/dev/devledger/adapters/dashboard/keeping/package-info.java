/** The pages of who keeps the ledger: who may come in, what is brought in, and whether all of it is as it was written. */
@NullMarked
package dev.devledger.adapters.dashboard.keeping;

import org.jspecify.annotations.NullMarked;
