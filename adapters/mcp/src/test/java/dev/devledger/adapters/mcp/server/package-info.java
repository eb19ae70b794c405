@NullMarked
package dev.devledger.adapters.mcp.server;

import org.jspecify.annotations.NullMarked;
