/** What a tool is, whichever protocol carries it: its declaration, its arguments, its answer. Nothing here knows the SDK. */
@NullMarked
package dev.devledger.adapters.mcp.tool;

import org.jspecify.annotations.NullMarked;
