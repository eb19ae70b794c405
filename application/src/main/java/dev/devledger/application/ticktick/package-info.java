/** Calls that go straight to TickTick. */
@NullMarked
package dev.devledger.application.ticktick;

import org.jspecify.annotations.NullMarked;
