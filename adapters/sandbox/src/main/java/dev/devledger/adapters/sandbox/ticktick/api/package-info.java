/** TickTick's Open API over the account. */
@NullMarked
package dev.devledger.adapters.sandbox.ticktick.api;

import org.jspecify.annotations.NullMarked;
