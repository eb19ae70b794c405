/**
 * The checks before the protocol's transport, which accepts nearly everything and reveals too much in errors. The
 * package knows HTTP and JSON-RPC, but not the SDK.
 */
@NullMarked
package dev.devledger.adapters.mcp.guard;

import org.jspecify.annotations.NullMarked;
