/** The history: its filters, counts, and marks for moments. */
@NullMarked
package dev.devledger.adapters.postgres.history;

import org.jspecify.annotations.NullMarked;
