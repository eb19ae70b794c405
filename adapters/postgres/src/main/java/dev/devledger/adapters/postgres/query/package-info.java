/** What people and agents ask: lists, trees, the history, and all of it as it was at any moment. */
@NullMarked
package dev.devledger.adapters.postgres.query;

import org.jspecify.annotations.NullMarked;
