/** The commands of the jar: each runs once, in a process of its own without a server. */
@NullMarked
package dev.devledger.adapters.commandline;

import org.jspecify.annotations.NullMarked;
