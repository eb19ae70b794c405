/** The calls of users and agents that go straight to ClickUp, not to the ledger (docs/contract.md, section 6). */
@NullMarked
package dev.devledger.adapters.services.clickup.direct;

import org.jspecify.annotations.NullMarked;
