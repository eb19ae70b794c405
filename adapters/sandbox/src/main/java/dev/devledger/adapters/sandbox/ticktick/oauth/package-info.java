/** TickTick's OAuth: consent, codes, tokens. */
@NullMarked
package dev.devledger.adapters.sandbox.ticktick.oauth;

import org.jspecify.annotations.NullMarked;
