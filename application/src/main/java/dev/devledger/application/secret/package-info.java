/** What must not be read by whoever reads the database: tokens of connected accounts. */
@NullMarked
package dev.devledger.application.secret;

import org.jspecify.annotations.NullMarked;
