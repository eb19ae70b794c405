/** TickTick as far as it matters here, played by Devledger: for tests, and for people without an account. */
@NullMarked
package dev.devledger.adapters.sandbox.ticktick;

import org.jspecify.annotations.NullMarked;
