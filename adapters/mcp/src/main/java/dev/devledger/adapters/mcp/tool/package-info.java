/** What a tool is, whichever protocol carries it: its declaration, its arguments, its answer, and what it asks of the inside. It does not know the SDK. */
@NullMarked
package dev.devledger.adapters.mcp.tool;

import org.jspecify.annotations.NullMarked;
