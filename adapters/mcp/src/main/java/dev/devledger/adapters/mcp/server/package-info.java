/** The wiring of the protocol's SDK, which nothing outside of this package sees. */
@NullMarked
package dev.devledger.adapters.mcp.server;

import org.jspecify.annotations.NullMarked;
