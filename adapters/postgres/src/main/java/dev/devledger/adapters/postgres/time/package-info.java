/** The rows of time entries: their writes, queries and sums. */
@NullMarked
package dev.devledger.adapters.postgres.time;

import org.jspecify.annotations.NullMarked;
