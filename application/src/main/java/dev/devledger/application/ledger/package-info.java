/** The way into the ledger: every change goes through here. */
@NullMarked
package dev.devledger.application.ledger;

import org.jspecify.annotations.NullMarked;
