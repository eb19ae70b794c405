/** The event store: events are appended and read back, each under a stored name and chained to the event before it. */
@NullMarked
package dev.devledger.adapters.postgres.eventstore;

import org.jspecify.annotations.NullMarked;
