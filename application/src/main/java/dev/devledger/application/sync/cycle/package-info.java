/** Tools of a cycle: calls under a lease, the journal of its links, its progress and its end. */
@NullMarked
package dev.devledger.application.sync.cycle;

import org.jspecify.annotations.NullMarked;
