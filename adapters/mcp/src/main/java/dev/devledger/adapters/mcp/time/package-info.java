/** Tools for time: the timer, entries and reports. */
@NullMarked
package dev.devledger.adapters.mcp.time;

import org.jspecify.annotations.NullMarked;
