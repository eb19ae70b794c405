@NullMarked
package dev.devledger.adapters.mcp.tool;

import org.jspecify.annotations.NullMarked;
