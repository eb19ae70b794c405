/**
 * Stands before the protocol's transport, which takes nearly everything and tells who errs more than is good. Knows HTTP
 * and JSON-RPC, but not the SDK.
 */
@NullMarked
package dev.devledger.adapters.mcp.guard;

import org.jspecify.annotations.NullMarked;
