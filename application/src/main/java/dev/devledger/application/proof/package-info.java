/** That nobody has changed what is stored: the chain of batches, and the verification of everything. */
@NullMarked
package dev.devledger.application.proof;

import org.jspecify.annotations.NullMarked;
