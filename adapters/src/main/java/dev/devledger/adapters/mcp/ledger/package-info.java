/** The tools that read and write the ledger, and what can be read of it without one. */
@NullMarked
package dev.devledger.adapters.mcp.ledger;

import org.jspecify.annotations.NullMarked;
