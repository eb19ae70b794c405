@NullMarked
package dev.devledger.adapters.mcp.reading;

import org.jspecify.annotations.NullMarked;
