/** The faults that a sandbox makes on demand, and the journal of its requests. */
@NullMarked
package dev.devledger.adapters.sandbox.fault;

import org.jspecify.annotations.NullMarked;
