/** Which TickTick there is: the sandbox, a real account, or none. */
@NullMarked
package dev.devledger.bootstrap.account;

import org.jspecify.annotations.NullMarked;
