/** What monitoring is told: whether the ledger and its connectors are well, and what the sync does, in numbers. */
@NullMarked
package dev.devledger.adapters.health;

import org.jspecify.annotations.NullMarked;
