/** Connections to PostgreSQL on which no wait is endless. */
@NullMarked
package dev.devledger.adapters.connection;

import org.jspecify.annotations.NullMarked;
