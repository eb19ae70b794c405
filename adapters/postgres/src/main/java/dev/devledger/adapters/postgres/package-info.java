/**
 * The ports that PostgreSQL implements, wired. Below: SQL, writes, the event store, the read model, and the sync's
 * memory.
 */
@NullMarked
package dev.devledger.adapters.postgres;

import org.jspecify.annotations.NullMarked;
