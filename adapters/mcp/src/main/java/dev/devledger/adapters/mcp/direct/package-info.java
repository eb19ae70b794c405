/** The common parts of the tools that call a service directly, for all services. */
@NullMarked
package dev.devledger.adapters.mcp.direct;

import org.jspecify.annotations.NullMarked;
