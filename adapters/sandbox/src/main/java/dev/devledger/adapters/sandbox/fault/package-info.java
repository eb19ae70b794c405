/** Faults that a sandbox commits when it is told to: which are armed, and what they do to an answer. */
@NullMarked
package dev.devledger.adapters.sandbox.fault;

import org.jspecify.annotations.NullMarked;
