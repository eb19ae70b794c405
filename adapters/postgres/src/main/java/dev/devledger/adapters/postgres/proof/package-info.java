/** Proof that nobody changed the stored events: chains, sealed batches, heads that were kept elsewhere. */
@NullMarked
package dev.devledger.adapters.postgres.proof;

import org.jspecify.annotations.NullMarked;
