/** Calls that go straight to a connected service, in its own JSON and past the ledger (docs/contract.md, section 4). */
@NullMarked
package dev.devledger.application.direct;

import org.jspecify.annotations.NullMarked;
