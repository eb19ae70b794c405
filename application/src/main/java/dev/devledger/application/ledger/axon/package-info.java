/** The ledger on Axon: units of work, entities with their states, and writes that share a transaction. */
@NullMarked
package dev.devledger.application.ledger.axon;

import org.jspecify.annotations.NullMarked;
