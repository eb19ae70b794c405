@NullMarked
package dev.devledger.adapters.mcp.guard;

import org.jspecify.annotations.NullMarked;
