/** Time over HTTP: entries, timers, sums, gaps and files. */
@NullMarked
package dev.devledger.adapters.rest.time;

import org.jspecify.annotations.NullMarked;
