/** TickTick's app, as a page for people. */
@NullMarked
package dev.devledger.adapters.sandbox.app;

import org.jspecify.annotations.NullMarked;
