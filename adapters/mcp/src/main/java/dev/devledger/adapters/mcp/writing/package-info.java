/** The tools that change the ledger, or start actions of the sync. */
@NullMarked
package dev.devledger.adapters.mcp.writing;

import org.jspecify.annotations.NullMarked;
