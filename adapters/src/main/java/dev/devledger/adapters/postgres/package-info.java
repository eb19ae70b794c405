/** Everything that is in PostgreSQL: the event store, the read model, and what the sync and requests have to remember. */
@NullMarked
package dev.devledger.adapters.postgres;

import org.jspecify.annotations.NullMarked;
