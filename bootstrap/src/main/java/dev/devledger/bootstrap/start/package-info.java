/** How a start begins and a stop ends: the port, the last lines, the signals, the deadline; and the words for a start or a command that fails. */
@NullMarked
package dev.devledger.bootstrap.start;

import org.jspecify.annotations.NullMarked;
