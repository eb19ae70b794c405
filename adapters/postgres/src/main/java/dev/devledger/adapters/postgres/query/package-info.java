/** The queries of people and agents: lists, trees, the history, and all of it as of any moment. */
@NullMarked
package dev.devledger.adapters.postgres.query;

import org.jspecify.annotations.NullMarked;
