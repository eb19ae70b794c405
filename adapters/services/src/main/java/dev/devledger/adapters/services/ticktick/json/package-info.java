/** TickTick's JSON and its dates, to and from the sync's types. */
@NullMarked
package dev.devledger.adapters.services.ticktick.json;

import org.jspecify.annotations.NullMarked;
