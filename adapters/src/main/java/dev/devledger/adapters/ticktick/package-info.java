/** TickTick over its Open API, version 1. Its words, its JSON and its status codes end here. */
@NullMarked
package dev.devledger.adapters.ticktick;

import org.jspecify.annotations.NullMarked;
