/** What the writing tools share: one change set, its reason, what it did, and how that is answered. */
@NullMarked
package dev.devledger.adapters.mcp.change;

import org.jspecify.annotations.NullMarked;
