/** TickTick's app, as a page for people. */
@NullMarked
package dev.devledger.adapters.sandbox.ticktick.app;

import org.jspecify.annotations.NullMarked;
