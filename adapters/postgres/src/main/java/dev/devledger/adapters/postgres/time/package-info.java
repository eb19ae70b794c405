/** The rows of time entries: how they are written, found and summed up. */
@NullMarked
package dev.devledger.adapters.postgres.time;

import org.jspecify.annotations.NullMarked;
