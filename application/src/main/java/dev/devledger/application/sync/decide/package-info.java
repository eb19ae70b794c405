/** Decides what to do, from both sides and their base. Writes nothing. */
@NullMarked
package dev.devledger.application.sync.decide;

import org.jspecify.annotations.NullMarked;
