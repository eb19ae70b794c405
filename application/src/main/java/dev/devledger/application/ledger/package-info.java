/** The way into the ledger: every change goes through it, and one that takes long tells how far it is. */
@NullMarked
package dev.devledger.application.ledger;

import org.jspecify.annotations.NullMarked;
