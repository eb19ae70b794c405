/** What a client shows inside a conversation: one page, and the views of the ledger with which the page is filled. */
@NullMarked
package dev.devledger.adapters.mcp.app;

import org.jspecify.annotations.NullMarked;
