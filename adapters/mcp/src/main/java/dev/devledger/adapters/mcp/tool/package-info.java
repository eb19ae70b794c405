/** The model of a tool, in any protocol: its declaration, arguments, answer and ports. It does not know the SDK. */
@NullMarked
package dev.devledger.adapters.mcp.tool;

import org.jspecify.annotations.NullMarked;
