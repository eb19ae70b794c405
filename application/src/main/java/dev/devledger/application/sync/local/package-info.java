/** The ledger's side: what it has, and what it wants to be at the remote. */
@NullMarked
package dev.devledger.application.sync.local;

import org.jspecify.annotations.NullMarked;
