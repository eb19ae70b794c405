/** The database of a start or of a command: finds, checks and migrates it, and reports why that fails. */
@NullMarked
package dev.devledger.bootstrap.database;

import org.jspecify.annotations.NullMarked;
