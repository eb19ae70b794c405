/** The tools that go straight to TrackingTime, past the ledger (docs/contract.md, section 7): off unless asked for. */
@NullMarked
package dev.devledger.adapters.mcp.trackingtime;

import org.jspecify.annotations.NullMarked;
