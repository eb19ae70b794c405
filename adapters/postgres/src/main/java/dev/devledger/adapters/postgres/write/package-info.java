/** The path of a write: it passes the gate, takes positions and keys, and sends its rows in few round trips. */
@NullMarked
package dev.devledger.adapters.postgres.write;

import org.jspecify.annotations.NullMarked;
