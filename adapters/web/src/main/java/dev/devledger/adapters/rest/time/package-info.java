/** Time over HTTP: entries, the timer, sums, gaps and files. */
@NullMarked
package dev.devledger.adapters.rest.time;

import org.jspecify.annotations.NullMarked;
