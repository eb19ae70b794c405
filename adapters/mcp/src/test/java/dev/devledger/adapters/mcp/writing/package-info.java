@NullMarked
package dev.devledger.adapters.mcp.writing;

import org.jspecify.annotations.NullMarked;
