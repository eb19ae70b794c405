/** The OAuth of TickTick. */
@NullMarked
package dev.devledger.adapters.services.ticktick.oauth;

import org.jspecify.annotations.NullMarked;
