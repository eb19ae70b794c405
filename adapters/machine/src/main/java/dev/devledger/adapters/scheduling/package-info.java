/** Work that goes on behind the requests: kept in the database, on one node at a time, across restarts. */
@NullMarked
package dev.devledger.adapters.scheduling;

import org.jspecify.annotations.NullMarked;
