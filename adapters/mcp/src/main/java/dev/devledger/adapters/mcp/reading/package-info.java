/** The tools that read the ledger, its pages as resources, and the prompt of the weekly review. */
@NullMarked
package dev.devledger.adapters.mcp.reading;

import org.jspecify.annotations.NullMarked;
