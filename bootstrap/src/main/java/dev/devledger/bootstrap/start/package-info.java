/** How a start begins and a stop ends: the port, the last lines, the signals, the deadline. */
@NullMarked
package dev.devledger.bootstrap.start;

import org.jspecify.annotations.NullMarked;
