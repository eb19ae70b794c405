@NullMarked
package dev.devledger.adapters.mcp.direct;

import org.jspecify.annotations.NullMarked;
