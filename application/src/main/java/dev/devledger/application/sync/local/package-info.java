/** The ledger's side: its content, and the state that it wants in the service. */
@NullMarked
package dev.devledger.application.sync.local;

import org.jspecify.annotations.NullMarked;
