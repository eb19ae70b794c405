/** Sends the notes of tasks as comments, and takes comments into the ledger as notes. */
@NullMarked
package dev.devledger.application.sync.notes;

import org.jspecify.annotations.NullMarked;
