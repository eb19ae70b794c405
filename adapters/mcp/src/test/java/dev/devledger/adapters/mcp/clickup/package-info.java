@NullMarked
package dev.devledger.adapters.mcp.clickup;

import org.jspecify.annotations.NullMarked;
