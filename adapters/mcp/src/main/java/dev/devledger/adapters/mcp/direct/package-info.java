/** The common parts of the tools that go straight to a service, whichever it is. */
@NullMarked
package dev.devledger.adapters.mcp.direct;

import org.jspecify.annotations.NullMarked;
