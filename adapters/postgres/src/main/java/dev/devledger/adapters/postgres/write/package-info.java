/** A write on its way: it passes the gate, takes positions and keys, and its rows go in few round trips. */
@NullMarked
package dev.devledger.adapters.postgres.write;

import org.jspecify.annotations.NullMarked;
