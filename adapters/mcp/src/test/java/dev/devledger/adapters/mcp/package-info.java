@NullMarked
package dev.devledger.adapters.mcp;

import org.jspecify.annotations.NullMarked;
