/** The way into the ledger: every change goes through it, and a long one reports its progress. */
@NullMarked
package dev.devledger.application.ledger;

import org.jspecify.annotations.NullMarked;
