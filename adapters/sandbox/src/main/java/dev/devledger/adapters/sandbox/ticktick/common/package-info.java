/** The common parts of the imitation of TickTick: the account, its rules, and the forms of its values. */
@NullMarked
package dev.devledger.adapters.sandbox.ticktick.common;

import org.jspecify.annotations.NullMarked;
