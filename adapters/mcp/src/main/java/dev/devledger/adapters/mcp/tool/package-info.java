/**
 * The model of a tool, in any protocol: the declaration, arguments, answer and ports. The package does not know the
 * SDK.
 */
@NullMarked
package dev.devledger.adapters.mcp.tool;

import org.jspecify.annotations.NullMarked;
