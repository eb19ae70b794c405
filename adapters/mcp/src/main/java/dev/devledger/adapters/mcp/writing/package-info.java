/** The tools that change the ledger, or have the sync do something. */
@NullMarked
package dev.devledger.adapters.mcp.writing;

import org.jspecify.annotations.NullMarked;
