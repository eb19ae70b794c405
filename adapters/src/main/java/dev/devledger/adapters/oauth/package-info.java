/** The two pages of connecting an account: one that leads to TickTick, one that TickTick leads back to. */
@NullMarked
package dev.devledger.adapters.oauth;

import org.jspecify.annotations.NullMarked;
