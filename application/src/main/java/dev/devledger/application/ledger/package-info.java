/** The ledger on Axon: commands in, events stored, projected and committed together. */
@NullMarked
package dev.devledger.application.ledger;

import org.jspecify.annotations.NullMarked;
