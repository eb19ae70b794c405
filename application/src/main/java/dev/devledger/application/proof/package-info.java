/** The proof that the stored data was not changed: the chain of batches, and the verification of everything. */
@NullMarked
package dev.devledger.application.proof;

import org.jspecify.annotations.NullMarked;
