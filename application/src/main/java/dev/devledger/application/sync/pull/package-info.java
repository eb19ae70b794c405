/** Takes over remote changes into the ledger, one transaction for each entity. */
@NullMarked
package dev.devledger.application.sync.pull;

import org.jspecify.annotations.NullMarked;
