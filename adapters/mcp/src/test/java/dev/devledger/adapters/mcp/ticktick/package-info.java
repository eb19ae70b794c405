@NullMarked
package dev.devledger.adapters.mcp.ticktick;

import org.jspecify.annotations.NullMarked;
