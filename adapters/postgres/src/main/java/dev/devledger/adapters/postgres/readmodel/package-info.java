/** The rows that projections keep: the board, the lists, the notes, the history. */
@NullMarked
package dev.devledger.adapters.postgres.readmodel;

import org.jspecify.annotations.NullMarked;
