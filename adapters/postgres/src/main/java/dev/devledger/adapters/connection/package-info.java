/** Connections to PostgreSQL that nobody waits for without end. */
@NullMarked
package dev.devledger.adapters.connection;

import org.jspecify.annotations.NullMarked;
