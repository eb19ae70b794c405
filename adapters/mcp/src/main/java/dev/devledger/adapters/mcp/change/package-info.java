/** The common parts of the writing tools: one change set, its reason, its outcome, and the answer. */
@NullMarked
package dev.devledger.adapters.mcp.change;

import org.jspecify.annotations.NullMarked;
