/** The tools that write: each call is one change set, all of it or none (ADR 0020). */
@NullMarked
package dev.devledger.adapters.mcp.writing;

import org.jspecify.annotations.NullMarked;
