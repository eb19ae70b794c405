/** The proof that the stored events are unchanged: chains, sealed batches, heads kept elsewhere. */
@NullMarked
package dev.devledger.adapters.postgres.proof;

import org.jspecify.annotations.NullMarked;
