/** The tables of the read model: the columns of the fields of a kind, and writes of rows, one or many. */
@NullMarked
package dev.devledger.adapters.postgres.row;

import org.jspecify.annotations.NullMarked;
