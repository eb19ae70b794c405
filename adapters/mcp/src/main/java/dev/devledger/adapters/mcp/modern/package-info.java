/**
 * The protocol's revision 2026-07-28, in which each request says all and any node answers it. The package is replaced by
 * the SDK once the SDK serves the revision (docs/adr/0163).
 */
@NullMarked
package dev.devledger.adapters.mcp.modern;

import org.jspecify.annotations.NullMarked;
