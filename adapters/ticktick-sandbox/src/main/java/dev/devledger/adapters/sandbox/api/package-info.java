/** TickTick's Open API over the account. */
@NullMarked
package dev.devledger.adapters.sandbox.api;

import org.jspecify.annotations.NullMarked;
