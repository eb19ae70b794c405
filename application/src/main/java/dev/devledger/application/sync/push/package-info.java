/** Brings the service to the state that the ledger wants, from whatever state a link is in, and once. */
@NullMarked
package dev.devledger.application.sync.push;

import org.jspecify.annotations.NullMarked;
