/** The connector of TickTick for the sync: its requests, and the checks of TickTick's answers. */
@NullMarked
package dev.devledger.adapters.services.ticktick;

import org.jspecify.annotations.NullMarked;
