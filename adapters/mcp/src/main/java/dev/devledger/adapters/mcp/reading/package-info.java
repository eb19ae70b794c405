/** The tools that read the ledger, the pages of the ledger as resources, and the prompt of the weekly review. */
@NullMarked
package dev.devledger.adapters.mcp.reading;

import org.jspecify.annotations.NullMarked;
