/** Ports for everything that the sync remembers between its cycles. */
@NullMarked
package dev.devledger.application.sync.memory;

import org.jspecify.annotations.NullMarked;
