/** The nine tools that go straight to TickTick, past the ledger (docs/contract.md, section 4): off unless asked for. */
@NullMarked
package dev.devledger.adapters.mcp.ticktick;

import org.jspecify.annotations.NullMarked;
