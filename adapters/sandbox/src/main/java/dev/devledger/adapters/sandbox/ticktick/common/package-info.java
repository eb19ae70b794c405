/** The common parts of the imitation of TickTick: the account, its rules, its words. */
@NullMarked
package dev.devledger.adapters.sandbox.ticktick.common;

import org.jspecify.annotations.NullMarked;
