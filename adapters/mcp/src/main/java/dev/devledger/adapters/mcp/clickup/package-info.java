/** The tools that go straight to ClickUp, past the ledger (docs/contract.md, section 6): off unless asked for. */
@NullMarked
package dev.devledger.adapters.mcp.clickup;

import org.jspecify.annotations.NullMarked;
