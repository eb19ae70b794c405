/** A small TickTick of Devledger's own, served where no TickTick account is configured. */
@NullMarked
package dev.devledger.adapters.sandbox;

import org.jspecify.annotations.NullMarked;
