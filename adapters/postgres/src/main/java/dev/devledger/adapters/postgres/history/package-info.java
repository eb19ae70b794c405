/** Which entries of the history are meant, how many there are of what, and at which moments. */
@NullMarked
package dev.devledger.adapters.postgres.history;

import org.jspecify.annotations.NullMarked;
