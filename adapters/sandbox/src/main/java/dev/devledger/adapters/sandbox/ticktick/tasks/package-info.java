/** The lists, tasks and tags of the account, with TickTick's rules. */
@NullMarked
package dev.devledger.adapters.sandbox.ticktick.tasks;

import org.jspecify.annotations.NullMarked;
