/** One call to TickTick: within the budget and the time limits, repeated only if that can do nothing twice. */
@NullMarked
package dev.devledger.adapters.services.ticktick.client;

import org.jspecify.annotations.NullMarked;
