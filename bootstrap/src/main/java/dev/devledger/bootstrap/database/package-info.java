/** The database of a start or of a command: found, tried, brought up to date; and what is told where that fails. */
@NullMarked
package dev.devledger.bootstrap.database;

import org.jspecify.annotations.NullMarked;
