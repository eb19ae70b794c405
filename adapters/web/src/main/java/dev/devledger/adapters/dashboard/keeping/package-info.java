/** The pages for maintaining the ledger: access tokens, imports, and the proof that nothing was changed. */
@NullMarked
package dev.devledger.adapters.dashboard.keeping;

import org.jspecify.annotations.NullMarked;
