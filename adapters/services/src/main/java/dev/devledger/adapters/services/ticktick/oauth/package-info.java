/** How TickTick lets an application in. */
@NullMarked
package dev.devledger.adapters.services.ticktick.oauth;

import org.jspecify.annotations.NullMarked;
