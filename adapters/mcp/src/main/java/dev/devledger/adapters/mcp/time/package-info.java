/** The tools for time: the timer, the entries and the reports. */
@NullMarked
package dev.devledger.adapters.mcp.time;

import org.jspecify.annotations.NullMarked;
