/** The calls that go straight to ClickUp, past the ledger (docs/contract.md, section 6), each with a caller waiting. */
@NullMarked
package dev.devledger.adapters.services.clickup.direct;

import org.jspecify.annotations.NullMarked;
