/** The process that sends the requests, and measures how long each takes. */
@NullMarked
package dev.devledger.bench.load;

import org.jspecify.annotations.NullMarked;
