/** The tables of the read model: how the fields of a kind become columns, and how rows are written, one or many. */
@NullMarked
package dev.devledger.adapters.postgres.row;

import org.jspecify.annotations.NullMarked;
