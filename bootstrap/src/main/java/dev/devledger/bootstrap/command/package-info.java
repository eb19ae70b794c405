/** What the commands of the jar need of a ledger. */
@NullMarked
package dev.devledger.bootstrap.command;

import org.jspecify.annotations.NullMarked;
