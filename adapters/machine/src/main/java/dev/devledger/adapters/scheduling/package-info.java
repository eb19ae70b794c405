/** Background work: stored in the database, run by one node at a time, and continued after restarts. */
@NullMarked
package dev.devledger.adapters.scheduling;

import org.jspecify.annotations.NullMarked;
