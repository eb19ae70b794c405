/** The rows of claims, notes and history, and the reads and locks of the read model that writes need. */
@NullMarked
package dev.devledger.adapters.postgres.readmodel;

import org.jspecify.annotations.NullMarked;
