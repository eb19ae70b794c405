/** What the jar does besides being a server: a command, run once in a process of its own. */
@NullMarked
package dev.devledger.adapters.commandline;

import org.jspecify.annotations.NullMarked;
