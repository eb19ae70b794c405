/** The database of a start: found, tried, brought up to date; and what is told where that fails. */
@NullMarked
package dev.devledger.bootstrap.database;

import org.jspecify.annotations.NullMarked;
