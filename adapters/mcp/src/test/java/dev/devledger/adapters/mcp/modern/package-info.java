@NullMarked
package dev.devledger.adapters.mcp.modern;

import org.jspecify.annotations.NullMarked;
