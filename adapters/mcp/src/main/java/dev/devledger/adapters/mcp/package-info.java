/** What agents have at {@code /mcp}, and what it needs of the inside. */
@NullMarked
package dev.devledger.adapters.mcp;

import org.jspecify.annotations.NullMarked;
