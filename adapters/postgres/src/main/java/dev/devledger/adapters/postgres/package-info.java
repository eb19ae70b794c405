/**
 * The ports that PostgreSQL is behind, wired. Below: SQL, the write, the event store, the read model, and the sync's
 * memory.
 */
@NullMarked
package dev.devledger.adapters.postgres;

import org.jspecify.annotations.NullMarked;
