/** The lists, tasks and tags of the account, as TickTick keeps them. */
@NullMarked
package dev.devledger.adapters.sandbox.ticktick.tasks;

import org.jspecify.annotations.NullMarked;
