/** What a test wants to go wrong, and what people do in the app, over HTTP. */
@NullMarked
package dev.devledger.adapters.sandbox.ticktick.faults;

import org.jspecify.annotations.NullMarked;
