/** The wiring of the protocol's SDK. No other package uses the SDK. */
@NullMarked
package dev.devledger.adapters.mcp.server;

import org.jspecify.annotations.NullMarked;
